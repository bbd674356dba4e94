#!/bin/bash
# test.sh [rust] [python] [js] [go]: the tests of the libraries themselves (default: all). Writes nothing here.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/env.sh"
for language in ${*:-rust python js go}; do
  rm -rf "$B/repo/guests/sdk"; mkdir -p "$B/repo/guests/sdk"; cp -R "$G/sdk/$language" "$B/repo/guests/sdk/"; cd "$B/repo/guests/sdk/$language"
  case $language in
    rust) CARGO_TARGET_DIR=$B/sdk-target nice -n 10 cargo test -q ;;
    python)
      need "$T/venv/bin/mypy" python
      PYTHONPATH=. "$T/venv/bin/python" -m unittest discover -s tests
      "$T/venv/bin/componentize-py" -q -d "$W" -w source-connector bindings "$B/repo/bindings"
      MYPYPATH=$B/repo/bindings "$T/venv/bin/mypy" --strict --no-incremental --cache-dir /dev/null --follow-imports silent witloof ;;
    js) need "$T/js/node_modules" js; ln -s "$T/js/node_modules" node_modules; node --import ./testing.js --test tests/*.test.js ;;
    go) go vet -unsafeptr=false ./...; go test . ;;
    *) echo "usage: test.sh [rust] [python] [js] [go]" >&2; exit 2 ;;
  esac
done
