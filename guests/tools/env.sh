# Sourced by every script here: the repository (R), this folder (G), the toolchain (T), the build directory (B), the results (OUT),
# unpacked Debian packages (D) and the WIT to build against (W): the contract of wit/ with the test worlds beside it, put together in B.
G=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd); R=$(dirname "$G")
T=$(realpath -m "${WITLOOF_TOOLCHAIN:-$HOME/.cache/witloof-toolchain}")
B=$T/build; OUT=$(realpath -m "${WITLOOF_OUT:-$G/out}"); D=$T/deb/usr
CONTRACT=wit/src/main/resources/witloof/wit; W=$B/repo/guests/wit
mkdir -p "$B" "$OUT"
export PATH="$T/bin:$PATH"
rm -rf "$B/repo"; mkdir -p "$B/repo/$CONTRACT" "$W"
cp -R "$R/$CONTRACT/." "$B/repo/$CONTRACT"; cp -R "$R/$CONTRACT/." "$G/wit/." "$W"
# need PATH LANGUAGE: stop with a hint when the toolchain lacks something
need() { [ -e "$1" ] || { echo "missing $1: run guests/tools/fetch.sh $2" >&2; exit 1; }; }
# timed NAME COMMAND...
timed() { local s; s=$(date +%s%N); "${@:2}" || return; echo "$1: $(( ($(date +%s%N)-s)/1000000 )) ms"; }
# done_with FILE WORLD: check a finished component; one that imports more than WORLD names (a language runtime's WASI) is only noted
done_with() {
  local m; wasm-tools validate "$1"
  m=$(wasm-tools component targets "$W" --world "$2" "$1" 2>&1) && m="within world $2" || m="not within world $2: $(echo "$m" | tail -1 | cut -c1-120)"
  echo "$(basename "$1") $(stat -c %s "$1") bytes, $m"
}
