#!/bin/bash
# Builds chance-python.wasm, 19 MB: too big to be committed. Needs what tools/fetch.sh python fetches.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../tools/env.sh"; need "$T/venv/bin/componentize-py" python
rm -rf "$B/chance-python"; mkdir -p "$B/chance-python"
cp -R "$G"/chance/python/*.py "$G/sdk/python/witloof" "$B/chance-python/"; cd "$B/chance-python"
timed chance-python nice -n 10 "$T/venv/bin/componentize-py" -q -d "$W" -w source-connector componentize app -o "$OUT/chance-python.wasm"
done_with "$OUT/chance-python.wasm" source-connector
