#!/usr/bin/env bash
# Bundles the browser code into target/classes/static/assets; does nothing when no input has changed since.
set -eu
cd "$(dirname "$0")"
target=../../../target
icons=$(grep -rhoE 'icon[a-z(= ,]*= "[a-z0-9-]+"' ../jte | sort -u)
stamp=$( (find . -type f -not -path './node_modules/*' -exec sha256sum {} + | sort; echo "$icons") | sha256sum)
if [ -f "$target/web.stamp" ] && [ "$(cat "$target/web.stamp")" = "$stamp" ] && [ -d "$target/classes/static/assets" ]; then
    exit 0
fi
mkdir -p "$target"
lock=$(sha256sum package-lock.json)
if [ ! -f node_modules/.stamp ] || [ "$(cat node_modules/.stamp)" != "$lock" ]; then
    npm ci --no-audit --no-fund --loglevel=error
    echo "$lock" > node_modules/.stamp
fi
npx tsc --noEmit
npx vite build --logLevel warn
echo "$stamp" > "$target/web.stamp"
