#!/bin/sh
# Builds the components of this folder from their text. Needs wasm-tools 1.262 (guests/tools/fetch.sh brings it).
set -eu
cd "$(dirname "$0")"
PATH="${WITLOOF_TOOLCHAIN:-$HOME/.cache/witloof-toolchain}/bin:$PATH"
for text in *.wat; do
  wasm-tools parse "$text" -o "${text%.wat}.wasm"
  wasm-tools validate "${text%.wat}.wasm"
done
