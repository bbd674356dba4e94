#!/bin/bash
# Builds rust-warehouse.wasm. Needs what tools/fetch.sh rust fetches, and cargo.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/env.sh"; . "$G/tools/rust.sh"
timed rust-warehouse rust_component "$G/rust-warehouse" rust-warehouse warehouse
done_with "$OUT/rust-warehouse.wasm" destination-connector
