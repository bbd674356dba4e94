#!/bin/bash
# test.sh [rust] [c] [python] [js] [go]: the tests of the libraries themselves (default: all). Writes nothing here.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/env.sh"
for language in ${*:-rust c python js go}; do
  rm -rf "$B/repo/guests/sdk"; mkdir -p "$B/repo/guests/sdk"; cp -R "$R/$CONTRACT" "$B/repo/guests/sdk/wit"; cp -R "$G/sdk/$language" "$B/repo/guests/sdk/"; cd "$B/repo/guests/sdk/$language"
  case $language in
    rust) CARGO_TARGET_DIR=$B/sdk-target nice -n 10 cargo test -q ;;
    c)
      # What calls the host is not reached by tests, and so not linked.
      ${CC:-cc} -std=c17 -g -Wall -Wextra -Werror -Wno-missing-field-initializers -Wno-attributes -ffunction-sections -Wl,--gc-sections -I. \
        tests/*.c *.c -o "$B/c-tests"
      "$B/c-tests" ;;
    python)
      need "$T/venv/bin/mypy" python
      PYTHONPATH=. "$T/venv/bin/python" -m unittest discover -s tests
      "$T/venv/bin/componentize-py" -q -d "$W" -w source-connector bindings "$B/repo/bindings"
      MYPYPATH=$B/repo/bindings "$T/venv/bin/mypy" --strict --no-incremental --cache-dir /dev/null --follow-imports silent witloof ;;
    js) need "$T/js/node_modules" js; ln -s "$T/js/node_modules" node_modules; node --import ./testing.js --test tests/*.test.js ;;
    go) go vet -unsafeptr=false ./...; go test . ;;
    *) echo "usage: test.sh [rust] [c] [python] [js] [go]" >&2; exit 2 ;;
  esac
done
