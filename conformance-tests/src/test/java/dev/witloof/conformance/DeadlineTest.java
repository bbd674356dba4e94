package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.LimitHit;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.PoolSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A guest may hang wherever its code runs, with fuel for months: the deadline ends it, and so does
 * another thread, through the same door.
 */
@Timeout(120)
class DeadlineTest {
  private static final long MONTHS_OF_FUEL = 1_000_000_000_000_000L;
  private static final Duration BRIEF = Duration.ofMillis(40);

  /** Of calls that others share their deadline with, which must not run into it. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final Duration LONG = Duration.ofMinutes(10);

  /** Fixture, the call that hangs, and the setting that holds its deadline. */
  private static final String HANGS =
      """
      loop-in-start       | instantiate()         | call-deadline
      loop-in-discover    | discover()            | discover-deadline
      loop-in-realloc     | open() of table       | call-deadline
      loop-in-open        | open() of table       | call-deadline
      loop-in-next        | next() of table       | next-deadline
      bulk-fill           | next() of table       | next-deadline
      loop-in-post-return | next() of table       | next-deadline
      loop-in-cursor      | cursor() of table     | call-deadline
      loop-in-destructor  | drop() of table       | call-deadline
      """;

  static Stream<Arguments> hangs() {
    return Stream.of(Engine.Mode.values())
        .flatMap(
            mode ->
                HANGS
                    .lines()
                    .map(line -> line.split(" *\\| *"))
                    .map(row -> Arguments.of(mode, row[0], row[1], row[2].strip())));
  }

  private static ConnectorRuntime runtime(
      Engine.Mode mode, Duration next, Duration discover, Duration call) {
    return builder(mode, next, discover, call).build();
  }

  private static ConnectorRuntime.Builder builder(
      Engine.Mode mode, Duration next, Duration discover, Duration call) {
    ConnectorLimits defaults = ConnectorLimits.defaults();
    return ConnectorRuntime.builder()
        .engine(mode)
        .limits(
            new ConnectorLimits(
                defaults.memory(),
                MONTHS_OF_FUEL,
                next,
                discover,
                call,
                defaults.liftedBytes(),
                defaults.handles(),
                defaults.httpInFlight(),
                defaults.httpRequestBody(),
                defaults.httpResponseBody()));
  }

  private static ConnectorRuntime patient(Engine.Mode mode) {
    return runtime(mode, LONG, LONG, LONG);
  }

  private static LoadedConnector load(ConnectorRuntime runtime, String fixture) {
    return runtime.load(Fixtures.hostile(fixture + ".wasm"), Grants.none());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("hangs")
  void theDeadlineEndsIt(Engine.Mode mode, String fixture, String call, String setting) {
    Duration next = setting.equals("next-deadline") ? BRIEF : LONG;
    Duration discover = setting.equals("discover-deadline") ? BRIEF : LONG;
    Duration other = setting.equals("call-deadline") ? SHORT : LONG;
    try (ConnectorRuntime runtime = runtime(mode, next, discover, other);
        LoadedConnector connector = load(runtime, fixture);
        Source source = connector.source(Map.of())) {
      ConnectorException.Transient failure =
          assertThrows(ConnectorException.Transient.class, () -> Reading.rows(source, "rows"));
      LimitHit hit = failure.limit().orElseThrow(() -> failure);
      assertEquals(setting, hit.limit());
      assertTrue(hit.used() >= hit.budget(), hit.toString());
      assertTrue(failure.getMessage().startsWith(call), failure.getMessage());
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("hangs")
  void anotherThreadEndsIt(Engine.Mode mode, String fixture, String call) throws Exception {
    try (ConnectorRuntime runtime = patient(mode);
        LoadedConnector connector = load(runtime, fixture)) {
      Source source = connector.source(Map.of());
      CompletableFuture<Object> reading =
          CompletableFuture.supplyAsync(() -> Reading.rows(source, "rows"));
      while (connector.pool().inUse() == 0) {
        Thread.onSpinWait();
      }
      source.cancel();
      ConnectorException.Transient cancelled =
          assertInstanceOf(
              ConnectorException.Transient.class,
              assertThrows(ExecutionException.class, reading::get).getCause());
      assertTrue(cancelled.getMessage().contains("cancelled"), cancelled.getMessage());
      if (cancelled.getCause() instanceof LimitExceeded limit) {
        assertEquals(LimitExceeded.Limit.CANCELLED, limit.limit());
      }
      source.close();
      assertEquals(0, connector.pool().inUse(), "its instance is gone");
      assertEquals(connector.pool().created(), connector.pool().discarded());
    }
  }

  /** While one is made ahead of it, which takes until its deadline. */
  @Test
  void whatHangsInTheMakingHoldsUpNoOtherConnector() {
    PoolSettings one = new PoolSettings(1, 1, LONG, LONG);
    try (ConnectorRuntime runtime =
            builder(Engine.Mode.COMPILER, LONG, LONG, LONG).pool(one).build();
        LoadedConnector hangs = load(runtime, "loop-in-start");
        LoadedConnector other = load(runtime, "well-behaved");
        Source source = other.source(Map.of())) {
      assertFalse(Reading.rows(source, "rows").isEmpty());
      assertEquals(0, hangs.pool().created());
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("hangs")
  void closingTheRuntimeEndsIt(Engine.Mode mode, String fixture, String call) {
    ConnectorRuntime runtime = patient(mode);
    LoadedConnector connector = load(runtime, fixture);
    Source source = connector.source(Map.of());
    CompletableFuture<Object> reading =
        CompletableFuture.supplyAsync(() -> Reading.rows(source, "rows"));
    while (connector.pool().inUse() == 0) {
      Thread.onSpinWait();
    }
    runtime.close();
    Throwable ended = reading.handle((rows, failure) -> failure).join();
    if (ended == null) {
      // All was read, and the handle was closed after its instance: no destructor is run in that.
      assertEquals("loop-in-destructor", fixture);
    } else {
      Throwable cause = ended.getCause();
      assertTrue(
          cause instanceof ConnectorException.Transient || cause instanceof IllegalStateException,
          cause.toString());
    }
    assertEquals(0, connector.pool().inUse());
  }
}
