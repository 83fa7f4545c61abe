# Sourced by the scripts: each step is printed before it runs and timed.

step() { # TITLE COMMAND...
    local title=$1 began=$SECONDS code=0
    shift
    printf '\n== %s\n   %s\n' "$title" "$*"
    "$@" || code=$?
    printf -- '-- %s: %d s%s\n' "$title" $((SECONDS - began)) "$([ "$code" = 0 ] || echo ", code $code")"
    return "$code"
}

answers() { # PORT PATH: true if the server on this machine answers 200; needs no program beside bash
    (
        exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
        printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
        timeout 10 cat <&3 | head -n 1 | grep -q ' 200'
    ) 2>/dev/null
}
