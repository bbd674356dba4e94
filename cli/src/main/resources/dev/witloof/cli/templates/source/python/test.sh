#!/usr/bin/env bash
# The connector's own tests, which need no sandbox, then the kit's, which run it in one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./certify.sh --help > /dev/null # says at once if there is no witloof
PYTHONPATH=src:sdk PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" -m unittest discover --start-directory tests
# Made again when it is older than what it is made of.
[ -f {{name}}.wasm ] && [ -z "$(find src sdk wit build.sh requirements.txt -type f ! -name '*.pyc' -newer {{name}}.wasm)" ] || ./build.sh
./certify.sh
