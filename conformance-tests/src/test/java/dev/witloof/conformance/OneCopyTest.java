package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.witloof.connector.Destination;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A batch crosses by one copy each way, between the guest's memory and Arrow's, which is not on the
 * heap: so a call allocates far less there than the batch has. One that took the way of an array
 * would allocate the whole batch once more.
 */
class OneCopyTest {
  private static final int ROWS = 524_288;
  private static final long BATCH = 8L * ROWS;

  /** What a call may allocate for itself. */
  private static final long MOST = BATCH / 8;

  private static final int WARM_UP = 5;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static LoadedConnector load(ConnectorRuntime runtime, String fixture) {
    return runtime.load(Fixtures.hostile(fixture + ".wasm"), Grants.none());
  }

  private static ConnectorRuntime compiling() {
    return ConnectorRuntime.builder().engine(Engine.Mode.COMPILER).build();
  }

  @Test
  void aBatchThatIsReadIsNoArrayInBetween() {
    try (ConnectorRuntime runtime = compiling();
        LoadedConnector connector = load(runtime, "batch-of-4-mib");
        Source source = connector.source(Map.of());
        ReadHandle handle = source.open("rows", Optional.empty())) {
      for (int i = 0; i < WARM_UP; i++) {
        handle.next().orElseThrow().close();
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      try (RecordBatch batch = handle.next().orElseThrow()) {
        assertFarLess(threads.getCurrentThreadAllocatedBytes() - before);
        assertEquals(ROWS, batch.rowCount());
      }
    }
  }

  @Test
  void aBatchThatIsWrittenIsNoArrayInBetween() {
    try (ConnectorRuntime runtime = compiling();
        LoadedConnector giver = load(runtime, "batch-of-4-mib");
        Source source = giver.source(Map.of());
        ReadHandle handle = source.open("rows", Optional.empty());
        RecordBatch batch = handle.next().orElseThrow();
        LoadedConnector taker = load(runtime, "destination-with-room");
        Destination destination = taker.destination(Map.of())) {
      destination.prepare(batch.schema());
      for (int i = 0; i < WARM_UP; i++) {
        destination.write("rows", batch);
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      destination.write("rows", batch);
      assertFarLess(threads.getCurrentThreadAllocatedBytes() - before);
      destination.commit();
    }
  }

  private static void assertFarLess(long allocated) {
    assertTrue(
        allocated < MOST,
        () -> "allocated " + allocated + " bytes on the heap for a batch of " + BATCH);
  }
}
