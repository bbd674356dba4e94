package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Handles and sources can be closed at any time, and nothing is left of them. */
final class LifecycleChecks {
  private static final int MOST_POINTS = 100;
  private static final int ROUNDS = 20;
  private static final long THREAD_PATIENCE_MILLIS = 2_000;

  private final SourceProbe probe;

  private LifecycleChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    LifecycleChecks checks = new LifecycleChecks(probe);
    return List.of(
        Check.of(
                "close.early",
                "A handle can be closed after any batch, and its source goes on as if it had not"
                    + " been",
                checks::early)
            .needing(Behaviour.REPEATABLE),
        Check.of("close.twice", "Closing a handle or a source again does nothing", checks::twice),
        Check.of(
            "close.threads",
            "What was opened and closed again leaves no thread behind",
            checks::threads));
  }

  private void early() {
    for (TableSchema table : probe.tables()) {
      TableRead whole = probe.whole(table);
      try (Source source = probe.open()) {
        int points = Math.min(whole.boundaries(), MOST_POINTS);
        for (int batches = 0; batches < points; batches++) {
          breakOff(source, table, batches);
        }
        probe
            .difference(
                table,
                whole.rows(),
                probe.reader().read(source, table.name(), Optional.empty()).rows())
            .ifPresent(
                difference -> {
                  throw new Finding(
                      "table '%s', read after other handles were closed early: %s"
                          .formatted(table.name(), difference),
                      "Closing a handle must leave the source as it was");
                });
      }
    }
  }

  private static void breakOff(Source source, TableSchema table, int batches) {
    ReadHandle handle = source.open(table.name(), Optional.empty());
    for (int i = 0; i < batches; i++) {
      handle.next().ifPresent(RecordBatch::close);
    }
    try {
      handle.close();
    } catch (RuntimeException failure) {
      throw new Finding(
          "table '%s': closing the handle after %d batches fails: %s"
              .formatted(table.name(), batches, failure),
          "A reader may stop at any time",
          failure);
    }
  }

  private void twice() {
    String table = readable();
    Source source = probe.open();
    ReadHandle handle = source.open(table, Optional.empty());
    handle.next().ifPresent(RecordBatch::close);
    handle.close();
    again("a read handle", handle);
    source.close();
    again("a source", source);
  }

  private static void again(String what, AutoCloseable closed) {
    try {
      closed.close();
    } catch (Exception failure) {
      throw new Finding(
          "closing %s a second time fails: %s".formatted(what, failure),
          "The second close must do nothing",
          failure);
    }
  }

  private void threads() throws InterruptedException {
    String table = readable();
    // Whatever starts with the first use may stay: class loading, pools that are shared.
    openAndClose(table);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    for (int i = 0; i < ROUNDS; i++) {
      openAndClose(table);
    }
    Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    long deadline = System.nanoTime() + THREAD_PATIENCE_MILLIS * 1_000_000;
    for (Thread thread : left) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    left.removeIf(thread -> !thread.isAlive());
    if (left.size() >= ROUNDS) {
      throw new Finding(
          "%d sources, opened and closed, leave %d threads, such as '%s'"
              .formatted(ROUNDS, left.size(), left.iterator().next().getName()),
          "End in close() what was started for a source or a handle");
    }
  }

  private String readable() {
    TableSchema table = probe.tables().get(0);
    probe.beginning(table);
    return table.name();
  }

  private void openAndClose(String table) {
    try (Source source = probe.open();
        ReadHandle handle = source.open(table, Optional.empty())) {
      handle.next().ifPresent(RecordBatch::close);
    }
  }
}
