#!/bin/bash
# Builds orders-rust.wasm. Needs what tools/fetch.sh rust fetches, and cargo.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../tools/env.sh"; . "$G/tools/rust.sh"
timed orders-rust rust_component "$G/rest/rust" orders-rust orders
done_with "$OUT/orders-rust.wasm" source-connector
