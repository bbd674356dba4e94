#!/bin/sh
# Rebuilds the scripts and their modules from the .wast files. Needs wasm-tools on the PATH.
set -eu
cd "$(dirname "$0")"
for folder in pass fail skip cut; do
  (
    cd "$folder"
    rm -f ./*.json ./*.wasm ./*.wat
    for test in *.wast; do
      wasm-tools json-from-wast --pretty "$test" -o "${test%.wast}.json"
    done
  )
done
# What a script loses with its modules.
rm fail/missing-binary.0.wasm
