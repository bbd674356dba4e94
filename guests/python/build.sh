#!/bin/bash
# build.sh [stub] [wasi] [logging] [full] (default: the first three). componentize-py; pyarrow cannot load in it, so arrow_ipc.py writes the batches.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/env.sh"; need "$T/venv/bin/componentize-py" python
rm -rf "$B/python"; mkdir -p "$B/python"; cp "$G"/python/*.py "$B/python/"; cd "$B/python"
build() { # build NAME WORLD MODULE [FLAGS]
  timed "python-$1" nice -n 10 "$T/venv/bin/componentize-py" -q -d "$W" -w "$2" componentize "${@:4}" "$3" -o "$OUT/python-$1-source.wasm"
  done_with "$OUT/python-$1-source.wasm" "$2"
}
for v in ${*:-stub wasi logging}; do case $v in
  stub) build stub source-pure app --stub-wasi ;;            # stubs every wasi import, granted ones too
  wasi) build wasi source-pure app ;;
  logging) build logging source-logging logging_app ;;
  full) build full source-connector app ;;
esac; done
