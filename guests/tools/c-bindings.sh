#!/bin/bash
# Remakes sdk/c/bindings, what wit-bindgen makes of the contract: committed, so that connectors need a compiler and no generator.
# Needs what fetch.sh c fetches.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"; need "$T/bin/wit-bindgen" c
rm -rf "$B/c-bindings"; wit-bindgen c --world source-connector --out-dir "$B/c-bindings" "$R/$CONTRACT" >/dev/null 2>&1
mkdir -p "$G/sdk/c/bindings"; cp "$B"/c-bindings/source_connector.[ch] "$G/sdk/c/bindings/"
