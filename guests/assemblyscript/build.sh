#!/bin/bash
# AssemblyScript has no binding generator: a core module written to the canonical ABI, exports renamed in the text format, then embed + new.
# No post-return functions: results stay allocated (a real connector must export cabi_post_* ones).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/env.sh"; need "$T/assemblyscript/node_modules" assemblyscript
rm -rf "$B/assemblyscript"; mkdir -p "$B/assemblyscript"; cp "$G"/assemblyscript/*.ts "$B/assemblyscript/"; cd "$B/assemblyscript"
timed asc "$T/assemblyscript/node_modules/.bin/asc" source.ts -O3 --noAssert --runtime incremental --use abort= --textFile s.wat --disable bulk-memory
I='witloof:connector/source@0.1.0'
sed -i -E "s,\(export \"(discover|open)\",(export \"$I#\1\",; s,\(export \"(next|cursor)\",(export \"$I#[method]read-handle.\1\",; s,\(export \"dtor\",(export \"$I#[dtor]read-handle\"," s.wat
wasm-tools parse s.wat -o s.wasm
wasm-tools component embed "$W" --world source-pure s.wasm -o e.wasm
wasm-tools component new e.wasm -o "$OUT/assemblyscript-source.wasm"
done_with "$OUT/assemblyscript-source.wasm" source-pure
