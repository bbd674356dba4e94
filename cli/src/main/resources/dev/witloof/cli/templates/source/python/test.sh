#!/usr/bin/env bash
# The connector's own tests, which need no sandbox, then the kit's, which run it in one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PYTHONPATH=src:sdk PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" -m unittest discover --start-directory tests
[ -f {{name}}.wasm ] || ./build.sh
./certify.sh
