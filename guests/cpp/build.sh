#!/bin/bash
# C++23 guest: clang-22 + libc++ for wasm32 + wasi-libc. cpp-wasi goes through the preview1 adapter, cpp-stub through one without imports.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/env.sh"; need "$T/bin/wit-bindgen" cpp; need "$D/lib/llvm-22/include/wasm32-wasi" cpp; need "$T/adapters" cpp
rm -rf "$B/cpp"; mkdir -p "$B/cpp"; cp "$G"/c/*.h "$G/cpp/impl.cpp" "$B/cpp/"; cd "$B/cpp"
wit-bindgen cpp --world source-pure --out-dir . "$W" >/dev/null
h=exports-witloof-connector-source-ReadHandle.h   # generated once, then the user's: add the field
sed -i 's/^          public:$/          public: uint64_t pos = 0;/' $h
# wit-bindgen 0.63 includes this header before the types it names
sed -i '0,/^namespace exports/s//namespace witloof::connector::types { struct Error; }\nnamespace exports/' $h
L=$D/lib/llvm-22; S=$D/lib/wasm32-wasi; export LD_LIBRARY_PATH=$D/lib/x86_64-linux-gnu:$L/lib
CF="--target=wasm32-wasip1 -std=c++23 -Oz -fno-exceptions -fno-rtti -ffunction-sections -fdata-sections -nostdlibinc -nostdinc++ -isystem $L/include/wasm32-wasi/c++/v1 -isystem $D/include/wasm32-wasi"
build() {
  local f; for f in impl source_pure; do "$L/bin/clang++" $CF -c $f.cpp -o $f.o; done
  "$L/bin/wasm-ld" -m wasm32 --entry _initialize --gc-sections --strip-debug "$S/crt1-reactor.o" impl.o source_pure.o source_pure_component_type.o \
    -L"$L/lib/wasm32-wasi" -lc++ -lc++abi -L"$S" -lc "$L/lib/clang/22/lib/wasi/libclang_rt.builtins-wasm32.a" -o cpp.wasm
}
timed cpp build
# libc++'s abort paths pull in fd_write and others: real WASI through the adapter, or nothing at all through the stub
wasm-tools parse "$G/sdk/go/preview1-stub.wat" -o stub.wasm
wasm-tools component new --adapt wasi_snapshot_preview1="$T/adapters/wasi_snapshot_preview1.reactor.wasm" cpp.wasm -o "$OUT/cpp-wasi-source.wasm"
wasm-tools component new --adapt wasi_snapshot_preview1=stub.wasm cpp.wasm -o "$OUT/cpp-stub-source.wasm"
for v in wasi stub; do done_with "$OUT/cpp-$v-source.wasm" source-pure; done
