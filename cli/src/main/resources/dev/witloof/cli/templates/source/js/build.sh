#!/usr/bin/env bash
# Makes {{name}}.wasm. Wants Node.js 20.6 or newer with npm, which fetches the tools to node_modules as package-lock.json pins them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

for program in node npm; do
  command -v $program >/dev/null || fail "there is no $program on the PATH. Install Node.js 20.6 or newer: https://nodejs.org/en/download"
done
node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 6) ? 0 : 1)' ||
  fail "Node.js $(node --version) is too old: 20.6 or newer is wanted. See https://nodejs.org/en/download"
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  echo "build.sh: fetching the tools to node_modules (once, 400 MB on disk)" >&2
  # install, not ci: that fails where a registry lacks optional packages for other systems
  npm install --ignore-scripts --no-audit --no-fund --loglevel=error || fail "npm could not install what package-lock.json pins; the lines above say why"
fi
echo "build.sh: making {{name}}.wasm, which takes some seconds" >&2
node build.mjs src/source.js {{name}}.wasm
echo "{{name}}.wasm: $(wc -c < {{name}}.wasm) bytes"
