package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.Cancelling;
import dev.witloof.conformance.internal.Relay;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a caller may do: go on in another thread, and cancel. */
final class CallerChecks {
  private final SourceProbe probe;

  private CallerChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    CallerChecks checks = new CallerChecks(probe);
    return List.of(
        Check.of(
                "handles.threads",
                "A handle that other threads go on with, one after the other, gives what it gives"
                    + " alone",
                checks::relayed)
            .needing(Behaviour.REPEATABLE),
        Check.of(
                "cancel.handle",
                "After cancel() a handle fails as transient or goes on, and never ends early",
                checks::handle)
            .needing(Behaviour.REPEATABLE),
        Check.of(
                "cancel.source",
                "After cancel() a source and its handles fail as transient or go on, and never end"
                    + " early",
                checks::source)
            .needing(Behaviour.REPEATABLE));
  }

  private void relayed() throws Exception {
    for (TableSchema table : probe.tables()) {
      probe.requireRepeatable(table);
      List<Row> expected = probe.whole(table).rows();
      List<Row> rows = new ArrayList<>();
      try (Relay threads = new Relay();
          Source source = probe.open();
          ReadHandle handle = source.open(table.name(), Optional.empty())) {
        boolean more = true;
        while (more && rows.size() <= expected.size()) {
          more = threads.call(() -> take(handle, rows));
          threads.call(handle::cursor);
        }
      } catch (RuntimeException failure) {
        throw new Finding(
            "table '%s', read on in another thread than it was opened in, fails: %s"
                .formatted(table.name(), failure),
            Relay.REMEDY,
            failure);
      }
      probe
          .difference(table, expected, rows)
          .ifPresent(
              difference -> {
                throw new Finding(
                    "table '%s', read on in another thread for each batch, gives other rows: %s"
                        .formatted(table.name(), difference),
                    Relay.REMEDY);
              });
    }
  }

  private static boolean take(ReadHandle handle, List<Row> rows) {
    Optional<RecordBatch> next = handle.next();
    next.ifPresent(
        batch -> {
          try (batch) {
            rows.addAll(Rows.of(batch));
          }
        });
    return next.isPresent();
  }

  private void handle() {
    TableSchema table = repeatable();
    orElsewhere(() -> requireSame(table, handle(table, handle -> {}), "not at all"));
    requireSame(table, handle(table, ReadHandle::cancel), "handle");
  }

  /** Rows of a handle in all, and of another of its source, when something is done to the one. */
  private List<Optional<Long>> handle(TableSchema table, Consumer<ReadHandle> cancel) {
    try (ForgivingSource source = probe.open();
        ReadHandle other = source.open(table.name(), Optional.empty())) {
      ReadHandle handle = source.openStrictly(table.name());
      List<Row> first = new ArrayList<>();
      take(handle, first);
      Cancelling.quietly("cancel() of a handle", () -> cancel.accept(handle));
      Optional<Long> all =
          Cancelling.going("next() of a handle", () -> first.size() + rest(handle));
      Cancelling.quietly("close() of a handle that was cancelled", handle::close);
      Cancelling.quietly("cancel() of a handle that is closed", () -> cancel.accept(handle));
      return List.of(all, Optional.of(untouched(other)));
    }
  }

  private long untouched(ReadHandle other) {
    try {
      return rest(other);
    } catch (RuntimeException failure) {
      throw new Finding(
          "a handle fails after another of its source was cancelled: " + failure,
          "cancel() of a handle is about that handle alone",
          failure);
    }
  }

  private void source() {
    TableSchema table = repeatable();
    orElsewhere(() -> requireSame(table, source(table, source -> {}), "not at all"));
    requireSame(table, source(table, Source::cancel), "source");
  }

  /** Rows of a handle in all, when something is done to its source after the first batch. */
  private List<Optional<Long>> source(TableSchema table, Consumer<Source> cancel) {
    Source source = probe.openStrictly();
    ReadHandle handle = source.open(table.name(), Optional.empty());
    List<Row> first = new ArrayList<>();
    take(handle, first);
    Cancelling.quietly("cancel() of a source", () -> cancel.accept(source));
    Optional<Long> all = Cancelling.going("next()", () -> first.size() + rest(handle));
    Cancelling.going("discover()", source::discover);
    Cancelling.quietly("close() of a handle whose source was cancelled", handle::close);
    Cancelling.quietly("close() of a source that was cancelled", source::close);
    Cancelling.quietly("cancel() of a source that is closed", () -> cancel.accept(source));
    return List.of(all);
  }

  /** A table whose reads can be compared. */
  private TableSchema repeatable() {
    TableSchema table = probe.tables().get(0);
    probe.requireRepeatable(table);
    return table;
  }

  /**
   * @throws NotApplicable when what fails has nothing to do with cancelling
   */
  private static void orElsewhere(Runnable withoutCancelling) {
    try {
      withoutCancelling.run();
    } catch (Finding other) {
      throw new NotApplicable(
          "it fails without cancel() too: see handles.interleaved and close.quiet");
    }
  }

  private long rest(ReadHandle handle) {
    return probe.reader().read(handle).rows().size();
  }

  private void requireSame(TableSchema table, List<Optional<Long>> came, String cancelled) {
    long expected = probe.whole(table).rows().size();
    for (Optional<Long> rows : came) {
      if (rows.isPresent() && rows.get() != expected) {
        throw new Finding(
            "table '%s', %s cancelled after the first batch: %d rows come in all and no error, where there are %d"
                .formatted(table.name(), cancelled, rows.get(), expected),
            Cancelling.REMEDY);
      }
    }
  }
}
