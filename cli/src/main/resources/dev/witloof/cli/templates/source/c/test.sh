#!/usr/bin/env bash
# The connector's own tests, which need no sandbox but a C compiler of this machine, then the kit's, which run it in one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./certify.sh --help > /dev/null # says at once if there is no witloof
cc=${CC:-cc}
command -v "$cc" >/dev/null || { echo "test.sh: there is no C compiler '$cc'. Install gcc or clang, or set CC" >&2; exit 1; }
mkdir -p out
# What reads answers and writes batches needs no host, and so runs here; what calls the host is left out.
"$cc" -std=c17 -g -Wall -Wextra -Wno-missing-field-initializers -Wno-attributes -Isdk -Isrc tests/*.c src/books.c \
  sdk/arena.c sdk/arrow.c sdk/failure.c sdk/flatbuffer.c sdk/instant.c sdk/json.c -o out/tests
out/tests
./build.sh
./certify.sh
