#!/usr/bin/env bash
# Writes the seeds again, but for regressions/; run it after a change of how a target reads its input.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -f .. -q -B -ntp -DskipTests -pl fuzz -am package
rm -rf seeds/arrow seeds/abi seeds/component seeds/module seeds/differential
tests=../runtime-core/src/test/resources
exec java --add-opens=java.base/java.nio=ALL-UNNAMED -cp "target/test-classes:target/lib/*" dev.witloof.fuzz.SeedWriter \
  seeds "$tests/components/rules" "$tests/abi" "$tests/engine"
