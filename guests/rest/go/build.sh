#!/bin/bash
# Builds orders-go.wasm, 14 MB: too big to be committed. Needs what tools/fetch.sh go fetches, and Go. TinyGo is not to be had.
# Go's own clock and random bytes come from the adapter without imports; the connector takes those of the host.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../tools/env.sh"; need "$T/bin/wit-bindgen" go
rm -rf "$B/orders-go"; mkdir -p "$B/orders-go"; cd "$B/orders-go"
wit-bindgen go --world source-connector --generate-stubs --out-dir . "$W" >/dev/null 2>&1
# keep the generated resource glue, drop the stub bodies, add a field to the resource struct
python3 - export_witloof_connector_source/wit_bindings.go <<'PY'
import sys, re
p = sys.argv[1]; s = open(p).read()
s = s[:s.index('func (self *ReadHandle) OnDrop() {}')] + 'func (self *ReadHandle) OnDrop() {}\n'
s = s.replace('\thandle int32\n}', '\thandle int32\n\treader *rest.Reader\n}')
s = re.sub(r'\t"?[^\n]*(wit/types|witloof_connector_types)"\n', '', s).replace('import (\n', 'import (\n\t"wit_component/rest"\n')
open(p, 'w').write(s)
PY
cp "$G/rest/go/export.go" export_witloof_connector_source/; cp -R "$G"/rest/go/{rest,tables,go.mod,go.sum} .
timed orders-go env GOOS=wasip1 GOARCH=wasm nice -n 10 go build -p 2 -trimpath -buildvcs=false -buildmode=c-shared -ldflags='-s -w -checklinkname=0' -o core.wasm .
wasm-tools component embed "$W" --world source-connector core.wasm -o embedded.wasm
wasm-tools parse "$G/tools/preview1-stub.wat" -o stub.wasm
wasm-tools component new --adapt wasi_snapshot_preview1=stub.wasm embedded.wasm -o "$OUT/orders-go.wasm"
done_with "$OUT/orders-go.wasm" source-connector
