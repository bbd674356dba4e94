#!/usr/bin/env bash
# Runs the connector in its sandbox on the recorded answers: no network, no real key. Wants the command witloof on the PATH, or its path in WITLOOF.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
witloof=${WITLOOF:-witloof}
command -v "$witloof" >/dev/null || {
  echo "certify.sh: there is no command '$witloof'. Put the folder of a clone of Witloof on the PATH, or set WITLOOF to .../witloof" >&2
  exit 2
}
exec "$witloof" read connector.toml --table books --development --replay cassette.json --config api-key=recorded
