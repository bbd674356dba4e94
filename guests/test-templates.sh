#!/bin/bash
# test-templates.sh [rust] [c] [python] [js] [go] [rust-destination] (default: all): makes a project of each language by `witloof new`, as an author would,
# builds and tests it with nothing but its own scripts, in a folder that is deleted afterwards. What the scripts fetch stays in $WITLOOF_TOOLCHAIN.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export WITLOOF=$root/witloof
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
for language in ${*:-rust c python js go rust-destination}; do
  echo "== $language"
  begin=$SECONDS
  kind=source; [[ $language != *-destination ]] || kind=destination
  "$WITLOOF" new $kind sample-shop --lang "${language%-destination}" --folder "$work/$language"
  cd "$work/$language"
  ./build.sh
  ./test.sh
  # Ready to be committed: nothing that is built is taken for a source.
  git init -q .; git add -A
  if git ls-files | grep -E '\.wasm$|^(out|target|node_modules)/|__pycache__'; then
    echo "test-templates.sh: .gitignore of $language lets these in" >&2; exit 1
  fi
  echo "$language: $((SECONDS - begin)) s"
done
