#!/usr/bin/env bash
# The connector's own tests, which need no sandbox, then the kit's, which run it in one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./certify.sh --help > /dev/null # says at once if there is no witloof
# Made again when it is older than what it is made of.
[ -f {{name}}.wasm ] && [ -z "$(find src sdk wit build.sh build.mjs package.json package-lock.json -type f -newer {{name}}.wasm)" ] || ./build.sh
npm test --silent
./certify.sh
