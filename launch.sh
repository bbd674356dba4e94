# Sourced by the commands of this repository: runs a main class of one module, and builds the module first when there is no
# build or the sources are newer. Needs a JDK (17 or newer) and, to build, Maven. WITLOOF_JAVA_OPTIONS adds options for the JVM,
# WITLOOF_CLASS_PATH jars and folders to the class path, such as native connectors.
# Expects: command, for messages; root, of the repository; module, the folder in it; main, the class; and may find jvm, a list of options.

fail() {
  echo "$command: $*" >&2
  exit 2
}

target=$root/$module/target
stamp=$target/command-built

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it; point it to a JDK 17 or newer"
else
  java=$(command -v java) || fail "there is no java on the PATH; install a JDK 17 or newer, or set JAVA_HOME"
fi

newer_sources() {
  {
    find "$root" -type d \( -name target -o -name .git -o -name guests -o -name examples \) -prune \
      -o \( -path '*/src/main*' -o -name pom.xml \) -newer "$stamp" -print
    # What 'witloof new' puts into projects.
    find "$root/guests/sdk" -type f -newer "$stamp" -print
  } 2>/dev/null | head -n 1
}

is_stale() {
  [ ! -f "$stamp" ] || [ -n "$(newer_sources)" ]
}

build() {
  command -v mvn >/dev/null || fail "Maven is needed to build Witloof; install it, so that mvn is on the PATH"
  if [ -f "$stamp" ]; then
    echo "$command: building (the sources have changed)…" >&2
  else
    echo "$command: building (first use)…" >&2
  fi
  started=$(mktemp)
  rm -rf "$target/lib"
  mvn -f "$root/pom.xml" -q -B -DskipTests -pl "$module" -am package >&2 ||
    { rm -f "$started"; fail "the build failed; the lines above say why"; }
  # A source saved during the build is newer than the stamp, and is built the next time.
  mv "$started" "$stamp"
}

if is_stale; then
  mkdir -p "$target" "$root/target"
  (
    # Two commands that build the same tree at once would break each other's; not every system has flock.
    if command -v flock >/dev/null; then
      flock 9
      is_stale || exit 0
    fi
    build
  ) 9>"$root/target/command-lock" || exit $?
fi

# The release file beside the JDK spares starting a JVM to ask for its version.
release=$(dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")")/release
version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release" 2>/dev/null || true)
[ -n "$version" ] ||
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = \([0-9]*\).*/\1/p')
[ "${version:-0}" -ge 17 ] || fail "$java is Java ${version:-of an unknown version}; Witloof needs 17 or newer"

# Arrow reaches into java.nio. Newer JDKs warn of what Arrow and DuckDB do unless it is allowed.
options=(--add-opens=java.base/java.nio=ALL-UNNAMED ${jvm[@]+"${jvm[@]}"})
# HotSpot leaves large methods to its interpreter, and guests' interpreters have large loops.
options+=(-XX:-DontCompileHugeMethods -XX:MaxNodeLimit=240000 -XX:NodeLimitFudgeFactor=8000)
# From 22 on there is a console even without a terminal, unless it is asked for as before.
[ "$version" -lt 22 ] || options+=(--enable-native-access=ALL-UNNAMED -Djdk.console=java.base)
[ "$version" -lt 24 ] || options+=(--sun-misc-unsafe-memory-access=allow)

# shellcheck disable=SC2086 # WITLOOF_JAVA_OPTIONS is a list of words
exec "$java" "${options[@]}" ${WITLOOF_JAVA_OPTIONS:-} -cp "$target/lib/*${WITLOOF_CLASS_PATH:+:$WITLOOF_CLASS_PATH}" "$main" "$@"
