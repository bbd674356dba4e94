package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a table gives from its beginning to its end. */
final class StreamChecks {
  static final String READABLE = "stream.readable";

  private static final int CALLS_AFTER_END = 3;

  private final SourceProbe probe;

  private StreamChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    StreamChecks checks = new StreamChecks(probe);
    return List.of(
        Check.of(READABLE, "Every table can be read without an error", checks::readable),
        Check.of("stream.finite", "Every table ends within the bounds given", checks::finite),
        Check.of(
            "stream.end",
            "After the end next() gives nothing, however often it is called",
            checks::end),
        Check.of(
            "batch.schema",
            "Every batch has exactly the schema that was discovered",
            checks::schema),
        Check.of(
                "batch.owned",
                "A batch stays as it is when the next is asked for and its source is closed",
                checks::owned)
            .needing(Behaviour.REPEATABLE),
        Check.of("keys.not-null", "No column of a primary key has a null", checks::notNull)
            .needing(Behaviour.PRIMARY_KEYS),
        Check.of("keys.unique", "One read of a table gives each key once", checks::unique)
            .needing(Behaviour.UNIQUE_KEYS));
  }

  private void readable() {
    for (TableSchema table : probe.tables()) {
      probe
          .failure(table)
          .ifPresent(
              failure -> {
                throw new Finding(
                    "table '%s' cannot be read: %s".formatted(table.name(), failure),
                    "A table that is discovered must be readable to its end",
                    failure);
              });
    }
  }

  private void finite() {
    for (TableSchema table : probe.tables()) {
      TableRead read = probe.beginning(table);
      if (read.cut().isPresent()) {
        throw new Finding(
            "table '%s' gives more than %s".formatted(table.name(), read.cut().get()),
            "next() must give none at the end; when the table is that large, raise the bounds of the"
                + " test");
      }
    }
  }

  private void end() {
    for (TableSchema table : probe.tables()) {
      probe.whole(table);
      try (Source source = probe.open();
          ReadHandle handle = source.open(table.name(), Optional.empty())) {
        probe.reader().read(handle);
        for (int call = 1; call <= CALLS_AFTER_END; call++) {
          requireNone(table, handle, call);
        }
      }
    }
  }

  private static void requireNone(TableSchema table, ReadHandle handle, int call) {
    Optional<RecordBatch> more;
    try {
      more = handle.next();
    } catch (RuntimeException failure) {
      throw new Finding(
          "table '%s': call %d of next() after the end fails: %s"
              .formatted(table.name(), call, failure),
          "After the end it must give none, and nothing else, ever after",
          failure);
    }
    if (more.isPresent()) {
      try (RecordBatch batch = more.get()) {
        throw new Finding(
            "table '%s': call %d of next() after the end gives %d rows"
                .formatted(table.name(), call, batch.rowCount()),
            "Remember that the end was reached, and give none ever after");
      }
    }
  }

  private void schema() {
    for (TableSchema table : probe.tables()) {
      List<BatchRead> batches = probe.beginning(table).batches();
      for (int i = 0; i < batches.size(); i++) {
        TableSchema schema = batches.get(i).schema();
        if (!schema.equals(table)) {
          throw new Finding(
              "table '%s', batch %d has another schema than was discovered: %s"
                  .formatted(table.name(), i, SchemaDifference.of(table, schema)),
              "When the service's data changes shape, fail as schema-incompatible");
        }
      }
    }
  }

  private void owned() {
    for (TableSchema table : probe.tables()) {
      TableRead whole = probe.whole(table);
      List<RecordBatch> batches = new ArrayList<>();
      try {
        try (Source source = probe.open();
            ReadHandle handle = source.open(table.name(), Optional.empty())) {
          long rows = 0;
          Optional<RecordBatch> next = handle.next();
          while (next.isPresent() && rows <= whole.rows().size()) {
            rows += next.get().rowCount();
            batches.add(next.get());
            next = handle.next();
          }
          next.ifPresent(batches::add);
        }
        probe
            .difference(table, whole.rows(), rows(table, batches))
            .ifPresent(
                difference -> {
                  throw new Finding(
                      "table '%s': its batches, read when all were there and the source closed,"
                              .formatted(table.name())
                          + " have other rows: "
                          + difference,
                      "A batch is the caller's: do not fill it again");
                });
      } finally {
        batches.forEach(RecordBatch::close);
      }
    }
  }

  private static List<Row> rows(TableSchema table, List<RecordBatch> batches) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      try {
        rows.addAll(Rows.of(batches.get(i)));
      } catch (IllegalStateException closed) {
        throw new Finding(
            "table '%s': batch %d is no longer there after its source was closed: %s"
                .formatted(table.name(), i, closed.getMessage()),
            "A batch is the caller's, who closes it: do not",
            closed);
      }
    }
    return rows;
  }

  private void notNull() {
    for (TableSchema table : probe.tables()) {
      List<Integer> key = Rows.key(table);
      List<BatchRead> batches = probe.beginning(table).batches();
      for (int batch = 0; batch < batches.size(); batch++) {
        List<Row> rows = batches.get(batch).rows();
        for (int row = 0; row < rows.size(); row++) {
          for (int column : key) {
            if (rows.get(row).get(column) == null) {
              throw new Finding(
                  "table '%s', batch %d, row %d: key column '%s' is null"
                      .formatted(table.name(), batch, row, table.fields().get(column).name()),
                  "A row without a key cannot be replaced later: give it one, or choose another"
                      + " key");
            }
          }
        }
      }
    }
  }

  private void unique() {
    for (TableSchema table : probe.tables()) {
      List<Integer> key = Rows.key(table);
      if (key.isEmpty()) {
        continue;
      }
      Map<Row, String> seen = new HashMap<>();
      List<BatchRead> batches = probe.beginning(table).batches();
      for (int batch = 0; batch < batches.size(); batch++) {
        List<Row> rows = batches.get(batch).rows();
        for (int row = 0; row < rows.size(); row++) {
          String place = "batch %d, row %d".formatted(batch, row);
          String earlier = seen.putIfAbsent(rows.get(row).project(key), place);
          if (earlier != null) {
            throw new Finding(
                "table '%s': the key %s comes in %s and again in %s"
                    .formatted(table.name(), rows.get(row).project(key), earlier, place),
                "Give each row once, or declare UNIQUE_KEYS absent when rows change while they are"
                    + " read");
          }
        }
      }
    }
  }
}
