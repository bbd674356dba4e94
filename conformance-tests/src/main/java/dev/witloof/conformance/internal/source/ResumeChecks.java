package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.Refusals;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.RowDiff;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What reading on from a cursor gives. */
final class ResumeChecks {
  private static final String RIGHT =
      "open() with a cursor must go on exactly after the batch that the cursor was taken after";

  private final SourceProbe probe;

  private ResumeChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    ResumeChecks checks = new ResumeChecks(probe);
    return List.of(
        Check.of(
                "cursor.resume",
                "Resuming at every batch boundary gives exactly the rest: no row lost, none twice",
                checks::resume)
            .needing(Behaviour.RESUMABLE_AT_EVERY_BATCH, Behaviour.REPEATABLE),
        Check.of(
                "cursor.no-loss",
                "Resuming at every batch boundary gives at least the rest: no row is lost",
                checks::noLoss)
            .needing(Behaviour.RESUMABLE, Behaviour.REPEATABLE)
            .excluding(Behaviour.RESUMABLE_AT_EVERY_BATCH),
        Check.of(
                "cursor.retry",
                "A read that is broken off after every batch and resumed gives each row exactly"
                    + " once",
                checks::retry)
            .needing(Behaviour.RESUMABLE_AT_EVERY_BATCH, Behaviour.REPEATABLE),
        Check.of(
                "cursor.storage",
                "A cursor that was stored as text opens another source as it opens its own",
                checks::storage)
            .needing(Behaviour.RESUMABLE, Behaviour.REPEATABLE),
        Check.of("cursor.refused", "A cursor is refused as permanent, as declared", checks::refused)
            .excluding(Behaviour.RESUMABLE));
  }

  private void resume() {
    atEveryBoundary((table, rest, resumed) -> probe.difference(table, rest, resumed));
    for (TableSchema table : probe.tables()) {
      atTheEnd(table, probe.positions(table).end().orElseThrow());
    }
  }

  /** The cursor that is asked for after the end is as good as the one after the last batch. */
  private void atTheEnd(TableSchema table, Cursor end) {
    try (Source source = probe.open()) {
      int rows = probe.reader().read(source, table.name(), Optional.of(end)).rows().size();
      if (rows > 0) {
        throw new Finding(
            "table '%s', resumed with the cursor after its end, %s, gives %d rows"
                .formatted(table.name(), end, rows),
            "After the end cursor() is still the position after the last batch");
      }
    }
  }

  private void noLoss() {
    atEveryBoundary((table, rest, resumed) -> new RowDiff(table).ofMissing(rest, resumed));
  }

  private interface Comparison {
    Optional<String> difference(TableSchema table, List<Row> rest, List<Row> resumed);
  }

  private void atEveryBoundary(Comparison comparison) {
    for (TableSchema table : probe.tables()) {
      TableRead read = probe.positions(table);
      try (Source source = probe.open()) {
        for (int boundary : boundaries(read)) {
          TableRead resumed = resumed(source, table, read, boundary);
          requireSchema(table, read, boundary, resumed);
          comparison
              .difference(table, read.rowsAfter(boundary), resumed.rows())
              .ifPresent(difference -> wrong(table, read, boundary, difference));
        }
      }
    }
  }

  private TableRead resumed(Source source, TableSchema table, TableRead read, int boundary) {
    try {
      return probe.reader().read(source, table.name(), Optional.of(read.cursorAt(boundary)));
    } catch (RuntimeException failure) {
      throw new Finding(
          "table '%s' cannot be resumed after %s: %s"
              .formatted(table.name(), place(read, boundary), failure),
          RIGHT,
          failure);
    }
  }

  private static void requireSchema(
      TableSchema table, TableRead read, int boundary, TableRead resumed) {
    if (!read.batches().stream().allMatch(batch -> batch.schema().equals(table))) {
      return; // What batch.schema finds is not about resuming.
    }
    for (BatchRead batch : resumed.batches()) {
      if (!batch.schema().equals(table)) {
        throw new Finding(
            "table '%s', resumed after %s, has another schema than was discovered: %s"
                .formatted(
                    table.name(),
                    place(read, boundary),
                    SchemaDifference.of(table, batch.schema())),
            "Batches must be alike, wherever the read began");
      }
    }
  }

  private static void wrong(TableSchema table, TableRead read, int boundary, String difference) {
    throw new Finding(
        "table '%s', resumed after %s with cursor %s, does not give the rest: %s"
            .formatted(table.name(), place(read, boundary), read.cursorAt(boundary), difference),
        RIGHT);
  }

  private static String place(TableRead read, int boundary) {
    return "%d of %d batches".formatted(boundary, read.batches().size());
  }

  /** All of them, or as many as may be read, the first and last among them. */
  private Iterable<Integer> boundaries(TableRead read) {
    int last = read.boundaries() - 1;
    long rows = Math.max(1, read.rows().size());
    long affordable = Math.max(2, 2 * probe.subject().bounds().resumedRows() / rows);
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int i = 0; i <= Math.min(last, affordable); i++) {
      chosen.add((int) (last <= affordable ? i : i * (long) last / affordable));
    }
    return chosen;
  }

  private void retry() {
    for (TableSchema table : probe.tables()) {
      TableRead read = probe.positions(table);
      List<Row> rows = new ArrayList<>();
      Optional<Cursor> at = Optional.empty();
      int withoutRows = 0;
      try (Source source = probe.open()) {
        for (int opened = 0; ; opened++) {
          // How rows are divided into batches may differ from read to read.
          if (rows.size() > read.rows().size() || withoutRows > 2 * read.batches().size() + 1) {
            throw new Finding(
                "table '%s', resumed after each batch, still gives batches after %d of them with %d"
                        .formatted(table.name(), opened, rows.size())
                    + " rows; the whole table has %d with %d"
                        .formatted(read.batches().size(), read.rows().size()),
                "Each cursor must be after the batch before it, also of a handle that was resumed");
          }
          try (ReadHandle handle = source.open(table.name(), at)) {
            Optional<RecordBatch> next = handle.next();
            if (next.isEmpty()) {
              break;
            }
            try (RecordBatch batch = next.get()) {
              rows.addAll(Rows.of(batch));
              withoutRows += batch.rowCount() == 0 ? 1 : 0;
            }
            at = Optional.of(handle.cursor());
          }
        }
      }
      probe
          .difference(table, read.rows(), rows)
          .ifPresent(
              difference -> {
                throw new Finding(
                    "table '%s', broken off and resumed after every batch: %s"
                        .formatted(table.name(), difference),
                    "Each cursor must be after the batch before it, also of a handle that was"
                        + " resumed");
              });
    }
  }

  private void storage() {
    for (TableSchema table : probe.tables()) {
      TableRead read = probe.positions(table);
      for (int boundary : List.of(0, read.batches().size() / 2, read.batches().size())) {
        List<Row> own;
        String stored;
        try (Source source = probe.open()) {
          Cursor cursor = replay(source, table, boundary);
          stored = HexFormat.of().formatHex(cursor.toByteArray());
          own = probe.reader().read(source, table.name(), Optional.of(cursor)).rows();
        }
        List<Row> others = fromStorage(table, stored);
        probe
            .difference(table, own, others)
            .ifPresent(
                difference -> {
                  throw new Finding(
                      "table '%s': cursor %s after %s gives other rows in another source: %s"
                          .formatted(table.name(), stored, place(read, boundary), difference),
                      "The bytes must say everything: the source that made them is gone by then");
                });
      }
    }
  }

  private static Cursor replay(Source source, TableSchema table, int batches) {
    try (ReadHandle handle = source.open(table.name(), Optional.empty())) {
      for (int i = 0; i < batches; i++) {
        handle.next().ifPresent(RecordBatch::close);
      }
      return handle.cursor();
    }
  }

  private List<Row> fromStorage(TableSchema table, String stored) {
    Cursor cursor = Cursor.of(HexFormat.of().parseHex(stored));
    try (Source source = probe.open()) {
      return probe.reader().read(source, table.name(), Optional.of(cursor)).rows();
    } catch (RuntimeException failure) {
      throw new Finding(
          "table '%s': cursor %s does not open another source: %s"
              .formatted(table.name(), stored, failure),
          "The bytes must say everything: the source that made them is gone by then",
          failure);
    }
  }

  private void refused() {
    for (TableSchema table : probe.tables()) {
      try (Source source = probe.open()) {
        Refusals.permanent(
            "table '%s' opened at a cursor, with RESUMABLE declared absent,"
                .formatted(table.name()),
            "Refuse cursors as permanent, so that nobody loses rows by one",
            () -> source.open(table.name(), Optional.of(replay(source, table, 1))).close());
      }
    }
  }
}
