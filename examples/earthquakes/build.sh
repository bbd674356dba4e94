#!/bin/bash
# Builds earthquakes.wasm. Needs what guests/tools/fetch.sh rust fetches, and cargo.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export WITLOOF_OUT=$here
. "$here/../../guests/tools/env.sh"; . "$G/tools/rust.sh"
timed earthquakes rust_component "$here" earthquakes earthquakes
done_with "$here/earthquakes.wasm" source-connector
