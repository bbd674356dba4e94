#!/usr/bin/env bash
# Makes {{name}}.wasm. Wants Python 3.11 or newer with venv. Fetches componentize-py (17 MB) from PyPI, once for all projects, as
# requirements.txt pins it. PYTHON names another Python than python3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
python=${PYTHON:-python3}

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

command -v "$python" >/dev/null || fail "there is no $python on the PATH. Install Python 3.11 or newer: https://www.python.org/downloads"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  fail "$("$python" --version) is too old: 3.11 or newer is wanted. Set PYTHON to another one"

pin=$(cksum <requirements.txt)
tools=${WITLOOF_TOOLCHAIN:-$HOME/.cache/witloof-toolchain}/componentize-py-${pin%% *}
if [ ! -f "$tools/complete" ]; then
  echo "build.sh: fetching componentize-py to $tools" >&2
  rm -rf "$tools"
  "$python" -m venv "$tools" || fail "$python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"
  "$tools/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt ||
    fail "pip could not install what requirements.txt pins; the lines above say why"
  touch "$tools/complete"
fi

echo "build.sh: making {{name}}.wasm, which takes some seconds" >&2
"$tools/bin/componentize-py" --quiet --wit-path wit --world source-connector componentize --python-path src --python-path sdk app \
  --output {{name}}.wasm
echo "{{name}}.wasm: $(wc -c < {{name}}.wasm) bytes"
