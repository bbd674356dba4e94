#!/usr/bin/env bash
# Writes the seeds again; run it after a change of how a target reads its input.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -f .. -q -B -ntp -DskipTests -pl fuzz -am package
exec java --add-opens=java.base/java.nio=ALL-UNNAMED -cp "target/lib/*:target/test-classes" dev.witloof.fuzz.SeedWriter seeds
