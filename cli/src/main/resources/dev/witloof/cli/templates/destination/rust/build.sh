#!/usr/bin/env bash
# Makes {{name}}.wasm. Wants Rust 1.88 or newer; adds its target wasm32-wasip2 if it is not there and rustup is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
target=wasm32-wasip2

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

command -v cargo >/dev/null || fail "there is no cargo on the PATH. Install Rust: https://rustup.rs"
if [ ! -d "$(rustc --print target-libdir --target $target 2>/dev/null || true)" ]; then
  command -v rustup >/dev/null ||
    fail "$(rustc --version) has no target $target. Install Rust by rustup (https://rustup.rs), or your system's package with that target"
  rustup target add $target || fail "'rustup target add $target' failed; the lines above say why"
fi
cargo build --release --target $target
cp "${CARGO_TARGET_DIR:-target}/$target/release/connector.wasm" {{name}}.wasm
echo "{{name}}.wasm: $(wc -c < {{name}}.wasm) bytes"
