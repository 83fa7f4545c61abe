# Sourced by the scripts: finds a JDK 25 or newer among the installed ones and uses it for everything.

java_needed=25

java_version() { # DIRECTORY: prints the feature version of the JDK there, or nothing
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_java() {
    local place version
    for place in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk* /opt/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        "$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /a/b)")")")"; do
        version=$(java_version "$place")
        if [ -n "$version" ] && [ "$version" -ge "$java_needed" ]; then
            JAVA_HOME=$place
            return 0
        fi
    done
    echo "Lan Tỏa: không tìm thấy JDK $java_needed: cài gói JDK $java_needed, ví dụ apt-get install openjdk-$java_needed-jdk-headless. (No JDK $java_needed was found: install one.)" >&2
    exit 1
}

require() { # PROGRAM...: refuses in a sentence where one is missing
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null && continue
        echo "Lan Tỏa: thiếu chương trình $program: apt-get install maven nodejs npm. (The program $program is missing.)" >&2
        exit 1
    done
}

find_java
export JAVA_HOME
export PATH="$JAVA_HOME/bin:$PATH"
# Tools of the build that are older than this Java make it print warnings that nobody here can act on.
export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
