#!/bin/sh
# Builds the guests of the benchmarks; needs wasm-tools, and the results are committed.
set -eu
cd "$(dirname "$0")"
wasm-tools parse mirror.wat --output ../resources/dev/witloof/benchmarks/mirror.wasm
wasm-tools validate ../resources/dev/witloof/benchmarks/mirror.wasm
wasm-tools component wit calls.wit --wasm --output ../resources/dev/witloof/benchmarks/calls-wit.wasm
wasm-tools parse calls.wat --output ../resources/dev/witloof/benchmarks/calls.wasm
wasm-tools validate ../resources/dev/witloof/benchmarks/calls.wasm
wasm-tools parse nothing.wat --output ../resources/dev/witloof/benchmarks/nothing.wasm
wasm-tools validate ../resources/dev/witloof/benchmarks/nothing.wasm
