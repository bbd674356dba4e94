#!/bin/bash
# build.sh [full] [qjs]: orders-js-full.wasm with StarlingMonkey, orders-js-qjs.wasm with QuickJS (default: both). Too big to be committed.
# Needs what tools/fetch.sh js fetches.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../tools/env.sh"; need "$T/js/node_modules" js; export npm_config_loglevel=error TMPDIR=/tmp
rm -rf "$B/orders-js"; mkdir -p "$B/orders-js"; cp "$G"/rest/js/*.js "$G"/js/{polyfill.js,componentize.mjs} "$B/orders-js/"; cd "$B/orders-js"
mkdir sdk; cp "$G"/sdk/js/*.js "$G/sdk/js/package.json" sdk/; ln -s "$T/js/node_modules" node_modules
bin=$T/js/node_modules/.bin
"$bin/esbuild" source.js --bundle --minify --inject:polyfill.js --format=esm --platform=neutral --main-fields=module,main --target=es2022 \
  --alias:witloof-connector=./sdk/index.js '--external:wasi:*' --outfile=bundle.js --log-level=warning
for v in ${*:-full qjs}; do
  case $v in
    full) timed orders-js-full nice -n 10 node componentize.mjs bundle.js "$W" source-connector "$OUT/orders-js-full.wasm" ;;
    qjs) timed orders-js-qjs nice -n 10 "$bin/jco" componentize bundle.js -w "$W" -n source-connector --backend qjs --backend-qjs-disable-async \
      -o "$OUT/orders-js-qjs.wasm" >/dev/null ;;
    *) echo "usage: build.sh [full] [qjs]" >&2; exit 2 ;;
  esac
  done_with "$OUT/orders-js-$v.wasm" source-connector
done
