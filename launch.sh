# Sourced by the commands of this repository: runs a main class of one module, and builds the module first when there is no
# build or the sources are newer. Needs a JDK (17 or newer) and, to build, Maven. WITLOOF_JAVA_OPTIONS adds options for the JVM,
# WITLOOF_CLASS_PATH jars and folders to the class path, such as native connectors.
# Expects: command, for messages; root, of the repository; module, the folder in it; main, the class; and may find jvm, a list of
# options, and training, the arguments of a command that uses most classes: what it loads comes from a class-data archive then.

fail() {
  echo "$command: $*" >&2
  exit 2
}

target=$root/$module/target
stamp=$target/command-built
lock=$root/target/command-lock

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
  echo "$started" >"$started"
  rm -rf "$target/lib" "$target"/classes-*.jsa
  mvn -f "$root/pom.xml" -q -B -DskipTests -pl "$module" -am package >&2 ||
    { rm -f "$started"; fail "the build failed; the lines above say why"; }
  # A source saved during the build is newer than the stamp, and is built the next time.
  mv "$started" "$stamp"
}

# Does what is to be done once, in a shell of its own. Two commands that build the same tree at once would break each other's;
# not every system has flock.
once() {
  local needed=$1 work=$2
  mkdir -p "$target" "$root/target"
  (
    if command -v flock >/dev/null; then
      flock 9
      "$needed" || exit 0
    fi
    "$work"
  ) 9>"$lock"
}

if is_stale; then
  once is_stale build || exit $?
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

# Class-data sharing: a JVM maps the classes that an earlier one has parsed, and finds them linked, and with them lambdas. An archive
# is of one JDK and one build; a JVM that does not like it goes on without, and is not to speak of it.
archive=$target/classes-$({ echo "$release"; cat "$release" "$stamp" || true; } 2>/dev/null | cksum | tr ' ' '-').jsa
quiet=('-Xlog:cds*=off')
[ "$version" -lt 25 ] || quiet+=('-Xlog:aot*=off')

lacks_archive() {
  [ ! -e "$archive" ]
}

# Never fails the command. An empty file says that this JDK makes no archive, so that it is not asked again.
archive_classes() (
  scratch=$(mktemp -d "$target/training.XXXXXX") || exit 0
  echo "$command: preparing for this JDK (once)…" >&2
  trap 'rm -rf "$scratch"' EXIT
  # The user's own grants, cache and audit trail have no part in it.
  env -u WITLOOF_AUDIT XDG_CONFIG_HOME="$scratch" XDG_CACHE_HOME="$scratch" "$java" "${options[@]}" -XX:TieredStopAtLevel=1 \
    "${quiet[@]}" "-XX:ArchiveClassesAtExit=$scratch/classes.jsa" -cp "$target/lib/*" "$main" "${training[@]}" \
    </dev/null >/dev/null 2>&1 && [ -s "$scratch/classes.jsa" ] || : >"$scratch/classes.jsa"
  # A JVM does not survive an archive that a power failure has cut short.
  sync "$scratch/classes.jsa" 2>/dev/null || true
  mv -f "$scratch/classes.jsa" "$archive"
)

if [ -n "${training+set}" ]; then
  if lacks_archive && [ -w "$target" ]; then
    once lacks_archive archive_classes || true
  fi
  [ ! -s "$archive" ] || options+=("-XX:SharedArchiveFile=$archive" "${quiet[@]}")
fi

# shellcheck disable=SC2086 # WITLOOF_JAVA_OPTIONS is a list of words
exec "$java" "${options[@]}" ${WITLOOF_JAVA_OPTIONS:-} -cp "$target/lib/*${WITLOOF_CLASS_PATH:+:$WITLOOF_CLASS_PATH}" "$main" "$@"
