package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.Leftovers;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;

/** Handles and sources can be closed at any time, and nothing is left of them. */
final class LifecycleChecks {
  private static final int MOST_POINTS = 100;

  /** How often memory is left before it is noticed, twice. */
  private static final int LEAKS = 4;

  private final SourceProbe probe;
  private Optional<Leftovers> leftovers = Optional.empty();

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
        Check.of(
            "close.quiet", "Closing a handle and then its source does not fail", checks::quiet),
        Check.of("close.twice", "Closing a handle or a source again does nothing", checks::twice),
        Check.of(
            "close.threads",
            "What was opened and closed again leaves no thread behind",
            checks::threads),
        Check.of(
            "close.files",
            "What was opened and closed again leaves no file or connection open",
            checks::files),
        Check.of(
            "close.temporary-files",
            "What was opened and closed again leaves no temporary file behind",
            checks::temporaryFiles),
        Check.of(
            "close.memory",
            "What was opened and closed again, wherever the read was, leaves no Arrow memory",
            checks::memory));
  }

  private void early() {
    for (TableSchema table : probe.tables()) {
      TableRead whole = probe.whole(table);
      try (ForgivingSource source = probe.open()) {
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

  private static void breakOff(ForgivingSource source, TableSchema table, int batches) {
    ReadHandle handle = source.openStrictly(table.name());
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
    Source source = probe.openStrictly();
    ReadHandle handle = source.open(table, Optional.empty());
    handle.next().ifPresent(RecordBatch::close);
    once(handle);
    again("a read handle", handle);
    once(source);
    again("a source", source);
  }

  private static void once(AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception failure) {
      throw new NotApplicable("closing fails the first time: see close.quiet and close.early");
    }
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

  private void quiet() {
    for (TableSchema table : probe.tables()) {
      probe.whole(table);
      Source source = probe.openStrictly();
      ReadHandle handle = source.open(table.name(), Optional.empty());
      probe.reader().read(handle);
      close("the handle of table '" + table.name() + "' at its end", handle);
      close("the source", source);
    }
  }

  private static void close(String what, AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception failure) {
      throw new Finding(
          "closing %s fails: %s".formatted(what, failure),
          "Whoever closes has what he wanted, and can do nothing about it",
          failure);
    }
  }

  private void threads() throws InterruptedException {
    leftovers().requireNoThreads();
  }

  private void files() {
    leftovers().requireNoFiles();
  }

  private void temporaryFiles() {
    leftovers().requireNoTemporaryFiles();
  }

  private Leftovers leftovers() {
    if (leftovers.isEmpty()) {
      String table = readable();
      leftovers = Optional.of(Leftovers.of("sources", () -> openAndClose(table)));
    }
    return leftovers.get();
  }

  private void memory() {
    TableSchema table =
        probe.tables().stream()
            .filter(some -> !probe.beginning(some).batches().isEmpty())
            .findFirst()
            .orElseThrow(() -> new NotApplicable("no table has a batch"));
    BufferAllocator arrow = arrow(table.name());
    long before = arrow.getAllocatedMemory();
    openAndClose(table.name(), LEAKS);
    long between = arrow.getAllocatedMemory();
    openAndClose(table.name(), LEAKS);
    long after = arrow.getAllocatedMemory();
    // What others allocate meanwhile, they do not allocate steadily.
    if (between > before && after > between) {
      throw new Finding(
          "table '%s', opened %d times and closed after its first batch, leaves %,d bytes of Arrow"
                  .formatted(table.name(), 2 * LEAKS, after - before)
              + " memory",
          "Close in close() the batches that were made and not given out");
    }
  }

  private BufferAllocator arrow(String table) {
    try (Source source = probe.open();
        ReadHandle handle = source.open(table, Optional.empty())) {
      AtomicReference<BufferAllocator> found = new AtomicReference<>();
      try (RecordBatch batch = handle.next().orElseThrow(LifecycleChecks::otherRows)) {
        batch.forEach(root -> found.set(root.getVector(0).getAllocator().getRoot()));
      }
      return found.get();
    }
  }

  private static NotApplicable otherRows() {
    return new NotApplicable("another read gives other rows: see rows.repeatable");
  }

  private void openAndClose(String table, int times) {
    for (int i = 0; i < times; i++) {
      openAndClose(table);
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
