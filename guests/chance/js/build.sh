#!/bin/bash
# Builds chance-js.wasm with StarlingMonkey, 16 MB: too big to be committed. Needs what tools/fetch.sh js fetches.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../tools/env.sh"; need "$T/js/node_modules" js; export npm_config_loglevel=error TMPDIR=/tmp
rm -rf "$B/chance-js"; mkdir -p "$B/chance-js/sdk"; cd "$B/chance-js"
cp "$G"/chance/js/*.js "$G/js/componentize.mjs" .; cp "$G"/sdk/js/*.js "$G/sdk/js/package.json" sdk/; ln -s "$T/js/node_modules" node_modules
"$T/js/node_modules/.bin/esbuild" source.js --bundle --minify --format=esm --platform=neutral --main-fields=module,main --target=es2022 \
  --alias:witloof-connector=./sdk/index.js '--external:wasi:*' --outfile=bundle.js --log-level=warning
timed chance-js nice -n 10 node componentize.mjs bundle.js "$W" source-connector "$OUT/chance-js.wasm"
done_with "$OUT/chance-js.wasm" source-connector
