#!/usr/bin/env bash
# Runs the kit's checks on the connector in its sandbox, which writes to a warehouse on this machine that is there during the run: no real key. What it finds
# is in certificate/, for programs and for people. Wants the command witloof on the PATH, or its path in WITLOOF. Arguments are those of 'witloof certify'.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
witloof=${WITLOOF:-witloof}
command -v "$witloof" >/dev/null || {
  echo "certify.sh: there is no command '$witloof'. Put the folder of a clone of Witloof on the PATH, or set WITLOOF to .../witloof" >&2
  exit 2
}
# --development grants all that connector.toml asks for.
exec "$witloof" certify connector.toml --development "$@"
