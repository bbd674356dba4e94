#!/bin/bash
# Builds orders-python.wasm, 18 MB: too big to be committed. Needs what tools/fetch.sh python fetches.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../tools/env.sh"; need "$T/venv/bin/componentize-py" python
rm -rf "$B/orders-python"; mkdir -p "$B/orders-python"
cp -R "$G"/rest/python/*.py "$G/sdk/python/witloof" "$B/orders-python/"; cd "$B/orders-python"
timed orders-python nice -n 10 "$T/venv/bin/componentize-py" -q -d "$W" -w source-connector componentize app -o "$OUT/orders-python.wasm"
done_with "$OUT/orders-python.wasm" source-connector
