#!/bin/bash
# Builds orders-c.wasm with clang-22. Needs what tools/fetch.sh c fetches. The same bytes on every rebuild.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../tools/env.sh"; need "$T/bin/wit-bindgen" c; need "$D/lib/wasm32-wasi" c
rm -rf "$B/orders-c"; mkdir -p "$B/orders-c"; cp "$G"/rest/c/*.[ch] "$B/orders-c/"; cd "$B/orders-c"
wit-bindgen c --world source-connector --out-dir . "$W" >/dev/null 2>&1
L=$D/lib/llvm-22; S=$D/lib/wasm32-wasi; export LD_LIBRARY_PATH=$D/lib/x86_64-linux-gnu:$L/lib
flags="--target=wasm32-wasip1 -std=c17 -Oz -ffunction-sections -fdata-sections -nostdlibinc -isystem $D/include/wasm32-wasi"
for f in *.c; do
  case $f in source_connector.c) warn=-Wno-unused-function ;; *) warn="-Wall -Wextra -Werror -Wno-missing-field-initializers" ;; esac
  "$L/bin/clang" $flags $warn -c "$f" -o "${f%.c}.o"
done
timed orders-c "$L/bin/wasm-ld" -m wasm32 --entry _initialize --gc-sections --strip-debug "$S/crt1-reactor.o" *.o -L"$S" -lc \
  "$L/lib/clang/22/lib/wasi/libclang_rt.builtins-wasm32.a" -o core.wasm
wasm-tools component new core.wasm -o "$OUT/orders-c.wasm"; done_with "$OUT/orders-c.wasm" source-connector
