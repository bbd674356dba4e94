#!/bin/sh
# Builds the guests of the benchmarks; needs wasm-tools, and the results are committed.
set -eu
cd "$(dirname "$0")"
out=../resources/dev/witloof/benchmarks
contract=../../../../wit/src/main/resources/witloof/wit
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for text in calls grow mirror noop spin; do
  wasm-tools parse $text.wat --output $out/$text.wasm
done
wasm-tools component wit calls.wit --wasm --output $out/calls-wit.wasm

# source NAME WIT WORLD: a core module with the canonical ABI's export names becomes a component
source() {
  wasm-tools component embed "$2" --world "$3" $1.wat --output "$scratch/$1.wasm"
  wasm-tools component new "$scratch/$1.wasm" --output $out/$1.wasm
}
cp -R $contract "$scratch/wit"
cp ../../../../guests/wit/test-worlds.wit "$scratch/wit"
source mirror-source "$scratch/wit" source-pure
mkdir "$scratch/blocked"
cp -R $contract/deps "$scratch/blocked"
mkdir "$scratch/blocked/deps/connector"
cp $contract/*.wit "$scratch/blocked/deps/connector"
cp blocked.wit "$scratch/blocked"
source blocked "$scratch/blocked" benchmarks:blocked/blocked

for wasm in $out/*.wasm; do
  wasm-tools validate $wasm
done
