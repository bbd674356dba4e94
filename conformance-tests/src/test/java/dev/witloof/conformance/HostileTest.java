package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.LimitHit;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadProblem;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.LogSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Components that lie, loop, grow or fall over: each ends as its README says, by a named reason,
 * and the same runtime then runs a good connector.
 */
class HostileTest {
  /** Fixture, kind of outcome, its subject (kind of problem or limit), words of the message. */
  private static final String OUTCOMES =
      """
      backdoor-import         | refused   | IMPORT    | witloof:connector/backdoor
      core-module             | refused   | COMPONENT | this is a core WebAssembly module
      empty-file              | refused   | COMPONENT | at byte 0
      leaky                   | refused   | IMPORT    | wasi:config/store
      log-flood               | refused   | IMPORT    | log = true
      egress-flood            | refused   | IMPORT    | wasi:http/outgoing-handler
      memory-declared-4gib    | refused   | LIMIT     | starts with 4 GiB of memory
      missing-export          | refused   | EXPORT    | exports neither a source nor a destination
      random-after-header     | refused   | COMPONENT | at byte 8
      random-bytes            | refused   | COMPONENT | not WebAssembly
      table-declared-huge     | refused   | COMPONENT | 4294967295 elements
      truncated-component     | refused   | COMPONENT | unexpected end
      wrong-field             | refused   | EXPORT    | expected name, found 'label'
      wrong-signature         | refused   | EXPORT    | expected list<u8>, found string
      batch-cut-short         | permanent |           | returned a bad batch
      batch-empty             | permanent |           | end-of-stream
      batch-garbage           | permanent |           | returned a bad batch
      batch-length-lie        | permanent |           | 2147483647 bytes of metadata
      batch-of-other-schema   | permanent |           | expected Utf8, found Int(64, true)
      column-twice            | permanent |           | table 'rows' has two columns named 'id'
      deep-recursion          | permanent |           | call stack exhausted
      error-huge              | permanent |           | next() of table 'rows'
      error-not-utf8          | permanent |           | invalid utf-8
      error-with-escapes      | permanent |           | next() of table 'rows'
      forged-handle           | permanent |           | unknown handle index 77
      key-names-no-column     | permanent |           | primary key of table 'rows'
      list-beyond-memory      | permanent |           | trapped in next()
      list-of-2-31            | permanent |           | 2147483648
      list-of-schemas-huge    | permanent |           | trapped in discover()
      list-pointer-wraps      | permanent |           | trapped in next()
      realloc-beyond-memory   | permanent |           | trapped in open()
      result-beyond-memory    | permanent |           | trapped in next()
      result-misaligned       | permanent |           | trapped in next()
      trap-in-next            | permanent |           | trapped in next()
      type-doubles            | permanent |           | more than 10000
      type-out-of-range       | permanent |           | refers to type 7
      type-refers-forward     | permanent |           | type 0 refers to type 1
      type-refers-to-itself   | permanent |           | type 0 refers to type 0
      unknown-data-type       | permanent |           | trapped in discover()
      unknown-discriminant    | permanent |           | trapped in next()
      bulk-fill               | limit     | fuel      | next() of table 'rows'
      handle-flood            | limit     | handles   | open() of table 'rows'
      list-over-lifted-limit  | limit     | lifted-bytes | next() of table 'rows'
      loop-after-batch        | limit     | fuel      | next() of table 'rows'
      loop-in-cursor          | limit     | fuel      | cursor() of table 'rows'
      loop-in-destructor      | limit     | fuel      | drop() of table 'rows'
      loop-in-discover        | limit     | fuel      | discover()
      loop-in-next            | limit     | fuel      | next() of table 'rows'
      loop-in-open            | limit     | fuel      | open() of table 'rows'
      loop-in-post-return     | limit     | fuel      | next() of table 'rows'
      loop-in-realloc         | limit     | fuel      | open() of table 'rows'
      loop-in-start           | limit     | fuel      | instantiate()
      memory-bomb             | limit     | memory    | next() of table 'rows'
      memory-bomb-in-start    | limit     | memory    | instantiate()
      schema-amplified        | limit     | lifted-bytes | discover()
      table-bomb              | limit     | memory    | next() of table 'rows'
      """;

  /** Legal, though unpleasant; each has a test of its own below. */
  private static final Set<String> LEGAL =
      Set.of(
          "batches-after-none",
          "endless-batches",
          "error-for-ever",
          "table-name-with-escapes",
          "well-behaved");

  /** Enough for every bomb to reach the limit of memory first. */
  private static final long FUEL = 20_000_000;

  /** Interpreted, these take seconds to burn their fuel; one of them stands for all. */
  private static final Set<String> SLOW_INTERPRETED =
      Set.of(
          "loop-after-batch",
          "loop-in-cursor",
          "loop-in-destructor",
          "loop-in-discover",
          "loop-in-open",
          "loop-in-post-return",
          "loop-in-realloc",
          "loop-in-start");

  private static final Map<Engine.Mode, ConnectorRuntime> RUNTIMES =
      new EnumMap<>(Engine.Mode.class);
  private static final Map<Engine.Mode, LoadedConnector> GOOD = new EnumMap<>(Engine.Mode.class);
  private static final AtomicLong LOGGED_BYTES = new AtomicLong();

  @BeforeAll
  static void open() {
    for (Engine.Mode mode : Engine.Mode.values()) {
      ConnectorRuntime runtime =
          ConnectorRuntime.builder()
              .engine(mode)
              .limits(limits(FUEL))
              .log(HostileTest::count)
              .build();
      RUNTIMES.put(mode, runtime);
      GOOD.put(mode, runtime.load(Fixtures.guest("c-zig-source"), Grants.none()));
    }
  }

  @AfterAll
  static void close() {
    RUNTIMES.values().forEach(ConnectorRuntime::close);
  }

  private static ConnectorLimits limits(long fuel) {
    ConnectorLimits defaults = ConnectorLimits.defaults();
    return new ConnectorLimits(
        defaults.memory(),
        fuel,
        defaults.nextDeadline(),
        defaults.discoverDeadline(),
        defaults.callDeadline(),
        defaults.liftedBytes(),
        defaults.handles(),
        defaults.httpInFlight());
  }

  private static void count(LogSink.LogLine line) {
    LOGGED_BYTES.addAndGet(line.message().getBytes(StandardCharsets.UTF_8).length);
  }

  static Stream<Arguments> outcomes() {
    return Stream.of(Engine.Mode.values())
        .flatMap(
            mode ->
                OUTCOMES
                    .lines()
                    .map(line -> line.split(" *\\| *"))
                    .filter(row -> isFast(mode, row[0]))
                    .map(row -> Arguments.of(mode, row[0], row[1], row[2], row[3])));
  }

  private static boolean isFast(Engine.Mode mode, String fixture) {
    return mode == Engine.Mode.COMPILER || !SLOW_INTERPRETED.contains(fixture);
  }

  @Test
  void everyFixtureIsTested() {
    Set<String> tested = new TreeSet<>(LEGAL);
    OUTCOMES.lines().map(line -> line.split(" *\\| *")[0]).forEach(tested::add);
    assertEquals(new TreeSet<>(Fixtures.hostileComponents()), tested);
  }

  @ParameterizedTest(name = "{0} {1}: {2} {3}")
  @MethodSource("outcomes")
  void endsAsDocumented(
      Engine.Mode mode, String fixture, String outcome, String subject, String words) {
    switch (outcome) {
      case "refused" -> {
        LoadRefused refused = assertThrows(LoadRefused.class, () -> load(mode, fixture));
        LoadProblem.Kind kind = LoadProblem.Kind.valueOf(subject);
        assertEquals(
            List.of(kind), refused.problems().stream().map(LoadProblem::kind).distinct().toList());
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
      }
      case "permanent" -> {
        ConnectorException.Permanent failure =
            assertThrows(ConnectorException.Permanent.class, () -> read(mode, fixture));
        assertEquals(Optional.empty(), failure.limit());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
        assertTrue(failure.getMessage().length() < 3_000, "cut to what a person can read");
      }
      case "limit" -> {
        ConnectorException.Transient failure =
            assertThrows(ConnectorException.Transient.class, () -> read(mode, fixture));
        LimitHit hit = failure.limit().orElseThrow(() -> failure);
        assertEquals(subject, hit.limit());
        assertTrue(hit.used() >= hit.budget(), hit.toString());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
        assertTrue(
            failure.getMessage().contains(Long.toString(hit.budget())), failure.getMessage());
      }
      default -> throw new IllegalArgumentException(outcome);
    }
    aGoodConnectorStillRuns(mode);
  }

  @ParameterizedTest
  @EnumSource
  void noneIsFinal(Engine.Mode mode) {
    assertEquals(List.of(), read(mode, "batches-after-none"));
    aGoodConnectorStillRuns(mode);
  }

  @ParameterizedTest
  @EnumSource
  void theSkeletonOfTheHostileOnesIsWellBehaved(Engine.Mode mode) {
    assertEquals(List.of(List.of(1L), List.of(2L), List.of(3L)), read(mode, "well-behaved"));
  }

  @ParameterizedTest
  @EnumSource
  void theCallerEndsEndlessBatches(Engine.Mode mode) {
    try (LoadedConnector connector = load(mode, "endless-batches");
        Source source = connector.source(Map.of());
        ReadHandle handle = source.open("rows", Optional.empty())) {
      for (int i = 0; i < 1_000; i++) {
        try (RecordBatch batch = handle.next().orElseThrow()) {
          assertEquals(3, batch.rowCount());
        }
      }
    }
    aGoodConnectorStillRuns(mode);
  }

  @ParameterizedTest
  @EnumSource
  void aDelayOf136YearsArrivesAsItIs(Engine.Mode mode) {
    ConnectorException.RateLimited limited =
        assertThrows(ConnectorException.RateLimited.class, () -> read(mode, "error-for-ever"));
    assertEquals(Duration.ofSeconds(0xFFFF_FFFFL), limited.retryAfter());
    aGoodConnectorStillRuns(mode);
  }

  @ParameterizedTest
  @EnumSource
  void aNameMayHoldAnything(Engine.Mode mode) {
    try (LoadedConnector connector = load(mode, "table-name-with-escapes");
        Source source = connector.source(Map.of())) {
      assertEquals("\u001b[31m\"; drop table x; --\n", source.discover().get(0).name());
    }
    aGoodConnectorStillRuns(mode);
  }

  @ParameterizedTest
  @EnumSource
  void aLogFloodStaysWithinItsVolumeAndEndsAtALimit(Engine.Mode mode) {
    long before = LOGGED_BYTES.get();
    long start = System.nanoTime();
    try (LoadedConnector connector =
            RUNTIMES
                .get(mode)
                .load(Fixtures.hostile("log-flood.toml"), Grants.builder().log().build());
        Source source = connector.source(Map.of())) {
      ConnectorException.Transient failure =
          assertThrows(ConnectorException.Transient.class, () -> Reading.rows(source, "rows"));
      assertInstanceOf(LimitHit.class, failure.limit().orElseThrow(() -> failure));
    }
    // One window more than the seconds that passed, since the first opens with the first line; and
    // the runtime's own lines that say how much was dropped.
    long windows = (System.nanoTime() - start) / 1_000_000_000L + 2;
    long logged = LOGGED_BYTES.get() - before;
    assertTrue(logged > 0);
    assertTrue(
        logged <= windows * (ConnectorLimits.LOG_BYTES_PER_SECOND + 1_000), "logged " + logged);
    aGoodConnectorStillRuns(mode);
  }

  private static LoadedConnector load(Engine.Mode mode, String fixture) {
    return RUNTIMES.get(mode).load(Fixtures.hostile(fixture + ".wasm"), Grants.none());
  }

  private static List<List<@Nullable Object>> read(Engine.Mode mode, String fixture) {
    try (LoadedConnector connector = load(mode, fixture);
        Source source = connector.source(Map.of())) {
      return Reading.rows(source, "rows");
    }
  }

  private static void aGoodConnectorStillRuns(Engine.Mode mode) {
    List<Object> ids = new ArrayList<>();
    try (Source source = GOOD.get(mode).source(Map.of())) {
      Reading.rows(source, "numbers").forEach(row -> ids.add(row.get(0)));
    }
    assertEquals(1_000, Set.copyOf(ids).size());
  }
}
