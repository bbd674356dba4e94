package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.LimitHit;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.engine.Engine;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.PoolSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
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

  /** Classes whose methods {@link #CALLS} make calls. */
  private static final Pattern CALLERS =
      Pattern.compile("dev\\.witloof\\.(runtime\\.internal\\..*|component\\.LinkedComponent)");

  /** What methods that call a guest are named, and the calls in messages. */
  private static final Set<String> CALLS =
      Set.of(
          "instantiate",
          "discover",
          "open",
          "next",
          "cursor",
          "drop",
          "prepare",
          "write",
          "commit",
          "abort");

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
      loop-in-realloc-of-host-call  | next() of table | next-deadline
      destination-loop-in-prepare   | prepare()       | call-deadline
      destination-loop-in-write     | write()         | call-deadline
      destination-loop-in-commit    | commit()        | call-deadline
      destination-loop-in-abort     | abort()         | call-deadline
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

  /** Loads a fixture by its manifest, if it has one, with all that this asks for. */
  private static LoadedConnector load(ConnectorRuntime runtime, String fixture) {
    Path manifest = Fixtures.hostile("").resolve(fixture + ".toml");
    return Files.exists(manifest)
        ? runtime.load(
            manifest, Grants.builder().all(ConnectorManifest.read(manifest).capabilities()).build())
        : runtime.load(Fixtures.hostile(fixture + ".wasm"), Grants.none());
  }

  /** Makes every call of a source or of a destination, one of which hangs. */
  private interface Use extends AutoCloseable {
    void callAll();

    void cancel();

    @Override
    void close();
  }

  private record Reader(Source source) implements Use {
    @Override
    public void callAll() {
      Reading.rows(source, "rows");
    }

    @Override
    public void cancel() {
      source.cancel();
    }

    @Override
    public void close() {
      source.close();
    }
  }

  private record Writer(Destination destination) implements Use {
    private static final TableSchema ROWS =
        new TableSchema(
            "rows", List.of(new Field("id", new DataType.Int64(), false)), List.of("id"));

    @Override
    public void callAll() {
      try (RecordBatch batch = RecordBatch.build(ROWS, root -> root.setRowCount(0))) {
        destination.prepare(ROWS);
        destination.write("rows", batch);
        destination.commit();
        destination.abort();
      }
    }

    @Override
    public void cancel() {
      destination.cancel();
    }

    @Override
    public void close() {
      destination.close();
    }
  }

  private static Use use(LoadedConnector connector) {
    return connector.isSource()
        ? new Reader(connector.source(Map.of()))
        : new Writer(connector.destination(Map.of()));
  }

  /** All calls on a thread of its own; what they end by. */
  private static final class Calls {
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Thread thread;

    Calls(Use use) {
      thread =
          new Thread(
              () -> {
                try {
                  use.callAll();
                  failure.completeExceptionally(new AssertionError("all calls returned"));
                } catch (RuntimeException e) {
                  failure.complete(e);
                }
              });
      thread.start();
    }

    /**
     * Waits until the guest is in the call that hangs. Hostile guests do nothing else that lasts,
     * so this is in its loop; what they may import could not be called in most of these places.
     */
    void awaitGuestIn(String call) throws InterruptedException {
      String method = call.substring(0, call.indexOf('('));
      for (int seen = 0; seen < 3; seen = isGuestIn(method) ? seen + 1 : 0) {
        assertFalse(failure.isDone(), () -> "ended before " + call + " by " + failure);
        Thread.sleep(1);
      }
    }

    private boolean isGuestIn(String method) {
      List<StackTraceElement> frames = List.of(thread.getStackTrace());
      return frames.stream().anyMatch(Calls::isGuest)
          && frames.stream()
              .filter(frame -> CALLERS.matcher(frame.getClassName()).matches())
              .map(StackTraceElement::getMethodName)
              .filter(CALLS::contains)
              .findFirst()
              .filter(method::equals)
              .isPresent();
    }

    private static boolean isGuest(StackTraceElement frame) {
      return frame.getMethodName().startsWith("func_")
          || frame.getClassName().endsWith(".GuestInterpreter");
    }

    Throwable failure() {
      return failure.join();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("hangs")
  void theDeadlineEndsIt(Engine.Mode mode, String fixture, String call, String setting) {
    Duration next = setting.equals("next-deadline") ? BRIEF : LONG;
    Duration discover = setting.equals("discover-deadline") ? BRIEF : LONG;
    Duration other = setting.equals("call-deadline") ? SHORT : LONG;
    try (ConnectorRuntime runtime = runtime(mode, next, discover, other);
        LoadedConnector connector = load(runtime, fixture);
        Use use = use(connector)) {
      ConnectorException.Transient failure =
          assertThrows(ConnectorException.Transient.class, use::callAll);
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
      Use use = use(connector);
      Calls calls = new Calls(use);
      calls.awaitGuestIn(call);
      use.cancel();
      assertCancelled(call, calls.failure());
      use.close();
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

  private static void assertCancelled(String call, Throwable failure) {
    ConnectorException.Transient cancelled =
        assertInstanceOf(ConnectorException.Transient.class, failure);
    assertTrue(cancelled.getMessage().startsWith(call), cancelled.getMessage());
    assertTrue(cancelled.getMessage().contains("cancelled"), cancelled.getMessage());
    assertEquals(
        LimitExceeded.Limit.CANCELLED,
        assertInstanceOf(LimitExceeded.class, cancelled.getCause()).limit());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("hangs")
  void closingTheRuntimeEndsIt(Engine.Mode mode, String fixture, String call) throws Exception {
    ConnectorRuntime runtime = patient(mode);
    LoadedConnector connector = load(runtime, fixture);
    Calls calls = new Calls(use(connector));
    calls.awaitGuestIn(call);
    runtime.close();
    assertCancelled(call, calls.failure());
    assertEquals(0, connector.pool().inUse());
  }
}
