#!/bin/bash
# Builds orders-c.wasm with clang-22. Needs what tools/fetch.sh c fetches. The same bytes on every rebuild.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../tools/env.sh"; need "$D/lib/llvm-22/bin/clang" c; need "$D/lib/wasm32-wasi" c
rm -rf "$B/orders-c"; mkdir -p "$B/orders-c"; cp "$G"/rest/c/*.c "$G"/sdk/c/*.[ch] "$B/orders-c/"; cp -R "$G/sdk/c/bindings" "$B/orders-c/"; cd "$B/orders-c"
L=$D/lib/llvm-22; S=$D/lib/wasm32-wasi; export LD_LIBRARY_PATH=$D/lib/x86_64-linux-gnu:$L/lib
flags="--target=wasm32-wasip1 -std=c17 -Oz -ffunction-sections -fdata-sections -nostdlibinc -isystem $D/include/wasm32-wasi -I."
for f in *.c bindings/*.c; do
  case $f in bindings/*) warn=-Wno-unused-function ;; *) warn="-Wall -Wextra -Werror -Wno-missing-field-initializers" ;; esac
  "$L/bin/clang" $flags $warn -c "$f" -o "$(basename "${f%.c}").o"
done
timed orders-c "$L/bin/wasm-ld" -m wasm32 --entry _initialize --gc-sections --strip-debug "$S/crt1-reactor.o" *.o -L"$S" -lc \
  "$L/lib/clang/22/lib/wasi/libclang_rt.builtins-wasm32.a" -o core.wasm
wasm-tools component embed "$R/$CONTRACT" --world source-connector core.wasm -o embedded.wasm
wasm-tools component new embedded.wasm -o "$OUT/orders-c.wasm"; done_with "$OUT/orders-c.wasm" source-connector
