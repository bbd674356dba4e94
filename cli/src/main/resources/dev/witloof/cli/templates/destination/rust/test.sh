#!/usr/bin/env bash
# The connector's own tests, which need no sandbox, then the kit's, which run it in one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./certify.sh --help > /dev/null # says at once if there is no witloof
cargo test --quiet
./build.sh
./certify.sh
