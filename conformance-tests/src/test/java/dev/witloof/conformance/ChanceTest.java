package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.engine.CompileCache;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.Reproducibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What may differ between two runs in a language runtime (its clocks, random numbers, hash seeds,
 * orders and addresses), in two samples, of which {@code guests/chance/README.md} tells: all of it
 * is given by the clock, the seed and the component.
 */
@Tag(BuiltGuests.TAG)
class ChanceTest {
  private static final String TABLE = "chance";
  private static final int SAMPLES = 2;
  private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");

  /** Where something lies follows from all that was made before, longer random numbers among it. */
  private static final Set<String> ADDRESSES = Set.of("id", "address");

  private static final Reproducibility GIVEN = Reproducibility.NONE.frozenAt(THEN).seeded(7);

  @TempDir static Path folder;
  private static ConnectorRuntime runtime;

  /**
   * A language: the chances of it that tell the host's time, those that come of the host's random
   * numbers, and those that are the component's own.
   */
  enum Language {
    PYTHON(
        Set.of("time.time_ns", "datetime.now"),
        Set.of(
            "random.random", "random.Random", "os.urandom", "secrets", "uuid.uuid4", "wasi:random"),
        Set.of("time.monotonic_ns", "hash", "order of a set", "id", "random.Random of a module")),
    JS(
        Set.of("Date.now", "new Date"),
        Set.of("Math.random", "crypto.getRandomValues", "crypto.randomUUID", "wasi:random"),
        Set.of("performance.now")),
    GO(
        Set.of("connector.Now"),
        Set.of("connector.Random"),
        Set.of(
            "time.Now",
            "math/rand",
            "crypto/rand",
            "maphash",
            "order of a map",
            "choice of select",
            "address"));

    private final Set<String> clock;
    private final Set<String> seed;
    private final Set<String> component;

    Language(Set<String> clock, Set<String> seed, Set<String> component) {
      this.clock = clock;
      this.seed = seed;
      this.component = component;
    }

    private Set<String> names() {
      return Stream.of(clock, seed, component).flatMap(Set::stream).collect(Collectors.toSet());
    }

    private Path file() {
      return BuiltGuests.component("chance-" + name().toLowerCase(Locale.ROOT));
    }
  }

  /** The bytes of all batches and cursors, and the values by sample and name. */
  private record Run(List<String> bytes, Map<String, String> values) {
    static Run of(Source source) {
      Run run = new Run(new ArrayList<>(), new TreeMap<>());
      try (ReadHandle handle = source.open(TABLE, Optional.empty())) {
        for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
          try (RecordBatch batch = next.get()) {
            run.bytes.add(HexFormat.of().formatHex(batch.toIpc()));
            batch.forEach(run::add);
          }
          run.bytes.add(HexFormat.of().formatHex(handle.cursor().toByteArray()));
        }
      }
      return run;
    }

    private void add(VectorSchemaRoot root) {
      for (int row = 0; row < root.getRowCount(); row++) {
        values.put(
            root.getVector("sample").getObject(row) + " " + root.getVector("name").getObject(row),
            root.getVector("value").getObject(row).toString());
      }
    }

    private Set<String> names() {
      return values.keySet().stream().map(Run::name).collect(Collectors.toSet());
    }

    private static String name(String key) {
      return key.substring(key.indexOf(' ') + 1);
    }

    /** The names of those values, but for addresses, that another run has not, in any sample. */
    Set<String> differences(Run other) {
      assertEquals(values.keySet(), other.values.keySet());
      return values.keySet().stream()
          .filter(key -> !values.get(key).equals(other.values.get(key)))
          .map(Run::name)
          .filter(name -> !ADDRESSES.contains(name))
          .collect(Collectors.toSet());
    }
  }

  @BeforeAll
  static void start() throws IOException {
    CompileCache cache = CompileCache.at(Files.createDirectory(folder.resolve("cache")), 1L << 30);
    runtime = ConnectorRuntime.builder().compileCache(cache).build();
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  private static LoadedConnector load(Language language, Reproducibility given) throws IOException {
    Path manifest = BuiltGuests.manifest("chance/connector.toml", language.file(), folder);
    Grants asked = Grants.builder().all(ConnectorManifest.read(manifest).capabilities()).build();
    return runtime.load(manifest, LoadOptions.of(asked).with(given));
  }

  private static Run run(Language language, Reproducibility given) throws IOException {
    try (LoadedConnector connector = load(language, given);
        Source source = connector.source(Map.of())) {
      return Run.of(source);
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoRunsWithAFrozenClockAndASeedAreTheSameToTheByte(Language language) throws IOException {
    Run first = run(language, GIVEN);
    assertEquals(2 * SAMPLES, first.bytes().size(), "batches and cursors");
    assertEquals(first.bytes(), run(language, GIVEN).bytes());
    try (LoadedConnector connector = load(language, GIVEN);
        Source source = connector.source(Map.of());
        Source another = connector.source(Map.of())) {
      assertEquals(first.bytes(), Run.of(source).bytes());
      assertEquals(first.bytes(), Run.of(another).bytes(), "of another instance of one load");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherClockOrSeedOrNoneChangesWhatFollowsItAndNothingElse(Language language)
      throws IOException {
    Run first = run(language, GIVEN);
    Run later = run(language, GIVEN.frozenAt(THEN.plus(Duration.ofDays(1))));
    Run seeded = run(language, GIVEN.seeded(8));
    assertEquals(language.clock, first.differences(later));
    assertEquals(language.seed, first.differences(seeded));
    assertEquals(language.names(), first.names());

    Run unseeded = run(language, Reproducibility.NONE.frozenAt(THEN));
    assertEquals(language.seed, first.differences(unseeded));
    assertEquals(language.seed, seeded.differences(unseeded));
  }
}
