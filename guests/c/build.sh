#!/bin/bash
# build.sh [c14] [c22] [zig]: the C guest with the machine's clang-14, with clang-22, or with zig cc (default: all three).
# clang only compiles and wasm-ld is called directly: with -O the clang driver silently runs any wasm-opt on PATH.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/env.sh"; need "$T/bin/wit-bindgen" c; need "$D/lib/wasm32-wasi" c
rm -rf "$B/c"; mkdir -p "$B/c"; cp "$G"/c/*.[ch] "$B/c/"; cd "$B/c"
wit-bindgen c --world source-pure --out-dir . "$W" >/dev/null
CF="--target=wasm32-wasi -Oz -ffunction-sections -fdata-sections -Wall -Wno-unused-function"; S=$D/lib/wasm32-wasi
clang_build() { # clang_build NAME CLANG WASM-LD BUILTINS
  local f; for f in source source_pure; do "$2" $CF -nostdlibinc -isystem "$D/include/wasm32-wasi" -c $f.c -o $f.$1.o; done
  "$3" -m wasm32 --entry _initialize --gc-sections --strip-debug "$S/crt1-reactor.o" source.$1.o source_pure.$1.o source_pure_component_type.o -L"$S" -lc "$4" -o $1.wasm
}
c14() { clang_build c14 clang-14 wasm-ld-14 "$D/lib/llvm-14/lib/clang/14.0.6/lib/wasi/libclang_rt.builtins-wasm32.a"; }
c22() { local l=$D/lib/llvm-22; LD_LIBRARY_PATH=$D/lib/x86_64-linux-gnu:$l/lib CF="$CF -Wno-deprecated" clang_build c22 "$l/bin/clang" "$l/bin/wasm-ld" "$l/lib/clang/22/lib/wasi/libclang_rt.builtins-wasm32.a"; }
zig() { "$T/venv/bin/python" -m ziglang cc $CF -mexec-model=reactor source.c source_pure.c source_pure_component_type.o -Wl,--strip-debug -o zig.wasm; }
for v in ${*:-c14 c22 zig}; do
  timed $v $v; wasm-tools component new $v.wasm -o "$OUT/c-$v-source.wasm"; done_with "$OUT/c-$v-source.wasm" source-pure
done
