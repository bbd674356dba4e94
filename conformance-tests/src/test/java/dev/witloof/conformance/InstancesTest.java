package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.PoolEvent;
import dev.witloof.runtime.PoolMetrics;
import dev.witloof.runtime.PoolSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One loaded connector, many threads: its instances come from a pool. */
@Timeout(120)
class InstancesTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Queue<PoolEvent> events = new ConcurrentLinkedQueue<>();

  private ConnectorRuntime runtime(int minimum, int maximum, Duration idle, Duration patience) {
    return ConnectorRuntime.builder()
        .pool(new PoolSettings(minimum, maximum, idle, patience))
        .poolListener(events::add)
        .build();
  }

  private static LoadedConnector load(ConnectorRuntime runtime) {
    return runtime.load(Fixtures.guest("c-zig-source"), Grants.none());
  }

  @Test
  void manyThreadsReadFromOneSource() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ConnectorRuntime runtime = runtime(0, 3, LONG, LONG);
        LoadedConnector connector = load(runtime)) {
      try (Source source = connector.source(Map.of())) {
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
          readers.add(
              threads.submit(
                  () -> {
                    assertEquals(1, source.discover().size());
                    return Reading.rows(source, "numbers").size();
                  }));
        }
        for (Future<Integer> reader : readers) {
          assertEquals(1_000, reader.get());
        }
        PoolMetrics metrics = connector.pool();
        assertTrue(metrics.idle() <= 3, metrics.toString());
        assertEquals(0, metrics.inUse());
        assertEquals(0, metrics.timeouts());
        assertTrue(metrics.waits() > 0, "eight threads shared three instances");
      }
      assertEquals(0, connector.pool().idle(), "a source takes its instances with it");
      assertEquals(connector.pool().created(), connector.pool().discarded());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void sequentialCallsOfOneSourceUseOneInstance() {
    try (ConnectorRuntime runtime = runtime(0, 3, LONG, LONG);
        LoadedConnector connector = load(runtime);
        Source source = connector.source(Map.of())) {
      source.discover();
      Reading.rows(source, "numbers");
      Reading.rows(source, "numbers");
      assertEquals(1, connector.pool().created());
    }
  }

  @Test
  void openHandlesBeyondTheMaximumAreRefusedInTime() {
    try (ConnectorRuntime runtime = runtime(0, 2, LONG, Duration.ofMillis(30));
        LoadedConnector connector = load(runtime);
        Source source = connector.source(Map.of())) {
      ReadHandle first = source.open("numbers", Optional.empty());
      ReadHandle second = source.open("numbers", Optional.empty());
      ConnectorException.Transient refused =
          assertThrows(
              ConnectorException.Transient.class, () -> source.open("numbers", Optional.empty()));
      assertTrue(
          refused
              .getMessage()
              .startsWith(
                  "connector 'c-zig-source' has no free instance: all 2 of its pool stayed in use"),
          refused.getMessage());
      second.close();
      source.open("numbers", Optional.empty()).close();
      first.close();
      assertEquals(1, connector.pool().timeouts());
    }
  }

  @Test
  void instancesAreReadyBeforeAnybodyAsks() {
    try (ConnectorRuntime runtime = runtime(2, 3, LONG, LONG);
        LoadedConnector connector = load(runtime)) {
      until(() -> connector.pool().idle() == 2);
      try (Source source = connector.source(Map.of())) {
        assertEquals(1_000, Reading.rows(source, "numbers").size());
      }
      until(() -> connector.pool().created() == 3);
      assertTrue(
          events.stream()
              .filter(PoolEvent.Created.class::isInstance)
              .allMatch(event -> ((PoolEvent.Created) event).ahead()));
    }
    assertEquals(
        3, events.stream().filter(PoolEvent.Discarded.class::isInstance).count(), "all closed");
  }

  @Test
  void anIdleSourceLosesItsInstanceAndGetsAnother() {
    try (ConnectorRuntime runtime = runtime(0, 3, Duration.ofMillis(5), LONG);
        LoadedConnector connector = load(runtime);
        Source source = connector.source(Map.of())) {
      source.discover();
      until(() -> connector.pool().discarded() == 1);
      assertEquals(1_000, Reading.rows(source, "numbers").size());
    }
  }

  @Test
  void closingWaitsForAnOpenHandleAndTurnsOthersAway() throws Exception {
    try (ConnectorRuntime runtime = runtime(0, 3, LONG, LONG)) {
      LoadedConnector connector = load(runtime);
      Source source = connector.source(Map.of());
      ReadHandle handle = source.open("numbers", Optional.empty());
      CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> connector.close(LONG));
      until(() -> isTurnedAway(source::discover));
      until(() -> isTurnedAway(() -> connector.source(Map.of()).close()));
      long rows = 0;
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        try (RecordBatch batch = next.get()) {
          rows += batch.rowCount();
        }
      }
      assertEquals(1_000, rows);
      handle.close();
      closing.get();
      source.close();
      assertEquals(connector.pool().created(), connector.pool().discarded());
    }
  }

  @Test
  void afterTheTimeToDrainWhatIsOpenIsClosed() {
    try (ConnectorRuntime runtime = runtime(0, 3, LONG, LONG)) {
      LoadedConnector connector = load(runtime);
      Source source = connector.source(Map.of());
      ReadHandle handle = source.open("numbers", Optional.empty());
      connector.close(Duration.ofMillis(20));
      assertEquals(0, connector.pool().inUse());
      IllegalStateException closed = assertThrows(IllegalStateException.class, handle::next);
      assertTrue(closed.getMessage().contains("closed"), closed.getMessage());
      handle.close();
      source.close();
    }
  }

  private static boolean isTurnedAway(Runnable use) {
    try {
      use.run();
      return false;
    } catch (IllegalStateException closed) {
      return closed.getMessage().contains("is closed");
    }
  }

  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
