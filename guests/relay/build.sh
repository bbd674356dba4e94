#!/bin/bash
# build.sh: the relay, a source that imports another source, and with wac its compositions with the C guest and the Rust guest.
# Of these it wants out/c-zig-source.wasm and out/rust-source.wasm, or takes those that the tests have.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/env.sh"; need "$T/bin/wit-bindgen" c; need "$T/bin/wac" wac
rm -rf "$B/relay"; mkdir -p "$B/relay"; cp "$G/relay/relay.c" "$B/relay/"; cd "$B/relay"
wit-bindgen c --world source-relay --out-dir . "$W" >/dev/null
CF="--target=wasm32-wasi -Oz -ffunction-sections -fdata-sections -Wall -Wno-unused-function"
"$T/venv/bin/python" -m ziglang cc $CF -mexec-model=reactor relay.c source_relay.c source_relay_component_type.o -Wl,--strip-debug -o relay.core.wasm
wasm-tools component new relay.core.wasm -o "$OUT/relay.wasm"; done_with "$OUT/relay.wasm" source-relay
for g in c-zig rust; do
  plug=$OUT/$g-source.wasm; [ -e "$plug" ] || plug=$R/conformance-tests/src/test/resources/guests/$g-source.wasm
  wac plug "$OUT/relay.wasm" --plug "$plug" -o "$OUT/relay-$g-source.wasm"; done_with "$OUT/relay-$g-source.wasm" source-pure
done
