#!/bin/bash
# build.sh [FILE]: packs the WIT text into the binary form that the component reader can read. Needs wasm-tools.
# Without FILE it replaces the committed binary and notes which text it was made from, for the test beside it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/src/main/resources/witloof"
export PATH="${WITLOOF_TOOLCHAIN:-$HOME/.cache/witloof-toolchain}/bin:$PATH" LC_ALL=C
wasm-tools component wit --wasm wit -o "${1:-connector.wasm}"
[ $# -gt 0 ] || find connector.wasm wit -type f | sort | xargs sha256sum > ../../../../connector.sha256
