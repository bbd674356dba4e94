#!/bin/sh
# Builds the guest of the crossing benchmark; needs wasm-tools, and the result is committed.
set -eu
cd "$(dirname "$0")"
wasm-tools parse mirror.wat --output ../resources/dev/witloof/benchmarks/mirror.wasm
wasm-tools validate ../resources/dev/witloof/benchmarks/mirror.wasm
