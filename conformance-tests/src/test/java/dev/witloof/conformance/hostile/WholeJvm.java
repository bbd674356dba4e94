package dev.witloof.conformance.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.Fixtures;
import dev.witloof.conformance.Reading;
import dev.witloof.conformance.endurance.Footprint;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Whether the JVM is as it was: nothing is held that was not held before, and good connectors read
 * all their rows, in the runtime that was attacked, in another one, and by the bytes that the
 * attacker came with.
 */
final class WholeJvm implements AutoCloseable {
  private static final long MIB = 1 << 20;
  private static final int MORE_THREADS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<List<@Nullable Object>> THREE = rows(1, 3);
  private static final Set<Long> THOUSAND =
      new HashSet<>(LongStream.range(0, 1_000).boxed().toList());

  /** There is one JVM, whoever looks at it. */
  private static Footprint before;

  /** Before the first attack on the youngest victim. */
  private static Footprint start;

  private final Victim victim;
  private final ConnectorRuntime other;
  private final LoadedConnector elsewhere;
  private final LoadedConnector loaded;
  private final BufferAllocator arrow;

  /**
   * @param victim the runtime that will be attacked
   */
  WholeJvm(Engine.Mode mode, Victim victim) {
    this.victim = victim;
    this.other = ConnectorRuntime.builder().engine(mode).build();
    this.elsewhere = other.load(Fixtures.guest("c-zig-source"), Grants.none());
    this.loaded = victim.loadAlone("well-behaved");
    try (Source source = loaded.source(Map.of())) {
      BufferAllocator[] found = new BufferAllocator[1];
      Reading.batches(
          source,
          "rows",
          batch -> batch.forEach(root -> found[0] = root.getVector(0).getAllocator().getRoot()));
      this.arrow = found[0];
    }
    readGoodOnes();
    before = Footprint.measure(arrow, 4);
    start = before;
  }

  private static List<List<@Nullable Object>> rows(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(id -> List.<@Nullable Object>of(id))
        .toList();
  }

  /** Fails when something is left of what was done since the last time, or too much of all. */
  void require() throws InterruptedException {
    readGoodOnes();
    awaitThreads();
    assertEquals(0, loaded.pool().inUse());
    Footprint now = Footprint.measure(arrow, 1);
    // Classes are unloaded a collection after their last use; connections are closed by threads
    // that get their turn when the machine has time.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isSmall(now) && System.nanoTime() - deadline < 0) {
      now = Footprint.measure(arrow, 4);
    }
    boolean small = isSmall(now);
    String growth = now.since(before) + "; since the beginning " + now.since(start);
    before = now;
    assertTrue(small, growth);
  }

  /** Threads that dial or close for a guest that is gone end when they are idle, not at once. */
  private static void awaitThreads() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long most = before.threads() + MORE_THREADS;
    while (Thread.getAllStackTraces().size() > most && System.nanoTime() - deadline < 0) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.isDaemon()) {
          thread.join(1);
        }
      }
    }
  }

  /**
   * What the JVM loads and compiles for itself when it does something for the first time, and in
   * all, which is hardly more: little things that are left each time come to too much.
   */
  private static boolean isSmall(Footprint now) {
    return isSmall(now.since(before), MORE_THREADS, 4 * MIB, 6 * MIB, 1_000)
        && isSmall(now.since(start), 2 * MORE_THREADS, 12 * MIB, 24 * MIB, 5_000);
  }

  /** Threads and files are the same number: what serves HTTP for all has some of each. */
  private static boolean isSmall(
      Footprint growth, int threads, long heap, long metaspace, long classes) {
    return growth.arrow() == 0
        && growth.direct() <= MIB
        && growth.threads() <= threads
        && growth.files() <= threads
        && growth.heap() <= heap
        && growth.metaspace() <= metaspace
        && growth.classes() <= classes;
  }

  private void readGoodOnes() {
    try (Source source = loaded.source(Map.of())) {
      assertEquals(THREE, Reading.rows(source, "rows"), "the connector that was loaded before");
    }
    assertEquals(THREE, victim.use("well-behaved"), "a connector that is loaded afterwards");
    try (Source source = elsewhere.source(Map.of())) {
      Set<Object> ids = new HashSet<>();
      Reading.rows(source, "numbers").forEach(row -> ids.add(row.get(0)));
      assertEquals(THOUSAND, ids, "a connector of another runtime");
    }
  }

  @Override
  public void close() {
    other.close();
  }
}
