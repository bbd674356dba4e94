#!/bin/bash
# missing.sh: builds those guests of language runtimes, too big to be committed, that are not in $WITLOOF_OUT (default guests/out) yet,
# and fetches the toolchains that they need. Does nothing when all are there. Delete a component to have it built anew.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd); guests=$(dirname "$tools")
out=$(realpath -m "${WITLOOF_OUT:-$guests/out}")

# want TOOLCHAIN SCRIPT [VARIANT] COMPONENT
want() {
  [ -e "$out/${!#}.wasm" ] && return
  "$tools/fetch.sh" "$1"
  local arguments=("${@:3:$#-3}")
  WITLOOF_OUT=$out "$guests/$2" "${arguments[@]}"
}
want go go/build.sh go-stub-source
want js js/build.sh qjs-stub js-qjs-stub-source
want js js/build.sh full js-full-source
want python python/build.sh stub python-stub-source
want python python/build.sh wasi python-wasi-source
want python python/build.sh logging python-logging-source
want go rest/go/build.sh orders-go
want js rest/js/build.sh orders-js
want python rest/python/build.sh orders-python
want go chance/go/build.sh chance-go
want js chance/js/build.sh chance-js
want python chance/python/build.sh chance-python
