#!/bin/bash
# Builds the kernels into ../resources/dev/witloof/benchmarks/kernels; the results are committed.
# Wants the toolchains of `guests/tools/fetch.sh c cpp rust`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../../guests/tools/env.sh"
out=$here/../resources/dev/witloof/benchmarks/kernels
need "$D/bin/rustc" rust
need "$D/lib/llvm-22/bin/clang" cpp
mkdir -p "$out"
export LD_LIBRARY_PATH=$D/lib/x86_64-linux-gnu:$D/lib/llvm-22/lib PATH=$D/bin:$D/lib/llvm-22/bin:$PATH

for source in "$here"/c/*.c; do
  name=$(basename "$source" .c)
  clang --target=wasm32 -O2 -Wall -Wextra -Wno-parentheses -fno-vectorize -ffreestanding -c "$source" -o "$B/$name.o"
  wasm-ld --no-entry --gc-sections --strip-all --stack-first -z stack-size=65536 "$B/$name.o" -o "$out/$name.wasm"
done

(
  export RUSTC=$D/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$B/kernels-target
  export RUSTFLAGS="-C linker=wasm-ld -C linker-flavor=wasm-ld --remap-path-prefix=$D/lib/rustlib/src/rust=/rust --remap-path-prefix=$here=/kernels"
  cd "$here/rust"
  nice -n 10 cargo build -q -j2 --release --examples --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort
)
for source in "$here"/rust/kernels/*.rs; do
  name=$(basename "$source" .rs)
  cp "$B/kernels-target/wasm32-unknown-unknown/release/examples/$name.wasm" "$out/$name.wasm"
done

for wasm in "$out"/*.wasm; do
  wasm-tools validate --features=lime1 "$wasm"
  echo "$(basename "$wasm") $(stat -c %s "$wasm") bytes"
done
