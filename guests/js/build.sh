#!/bin/bash
# build.sh [qjs-stub] [full] [qjs] [wasi] [stub] [logging] (default: the first two). qjs: QuickJS through jco; the others StarlingMonkey.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/env.sh"; need "$T/js/node_modules" js; export npm_config_loglevel=error TMPDIR=/tmp
rm -rf "$B/js"; mkdir -p "$B/js"; cp "$G"/js/*.js "$G"/js/*.mjs "$B/js/"; ln -s "$T/js/node_modules" "$B/js/node_modules"; cd "$B/js"
bin=$T/js/node_modules/.bin
# main-fields: else the main field picks apache-arrow's node build, which wants node:stream; polyfill: QuickJS has no TextEncoder
bundle() { "$bin/esbuild" "$1" --bundle --minify --inject:polyfill.js --format=esm --platform=neutral --main-fields=module,main --target=es2022 '--external:wasi:*' --outfile="$2" --log-level=warning; }
sm() { timed "js-$1" nice -n 10 node componentize.mjs "$2" "$W" "$3" "$OUT/js-$1-source.wasm" "${@:4}"; done_with "$OUT/js-$1-source.wasm" "$3"; }
qjs() { timed "js-$1" nice -n 10 "$bin/jco" componentize bundle.js -w "$W" -n source-pure --backend qjs --backend-qjs-disable-async "${@:2}" -o "$OUT/js-$1-source.wasm" >/dev/null; done_with "$OUT/js-$1-source.wasm" source-pure; }
bundle source.js bundle.js
for v in ${*:-qjs-stub full}; do case $v in
  qjs-stub) qjs qjs-stub --backend-qjs-stub-wasi ;;
  qjs) qjs qjs ;;
  full) sm full bundle.js source-connector ;;
  wasi) sm wasi bundle.js source-pure ;;
  stub) sm stub bundle.js source-pure clocks random stdio http fetch-event ;;
  # keep "clocks" enabled here, or the explicit wall-clock import becomes a trap
  logging) bundle logging-source.js logging-bundle.js; sm logging logging-bundle.js source-logging random stdio http fetch-event ;;
esac; done
