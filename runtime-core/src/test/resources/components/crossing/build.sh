#!/bin/sh
# Rebuilds the .wasm fixtures from their text. Needs wasm-tools on the PATH.
set -eu
cd "$(dirname "$0")"
for text in *.wat; do
  wasm-tools parse "$text" -o "${text%.wat}.wasm"
done
