package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.OtherProcess;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What another process makes of a cursor, as after a restart. */
final class ProcessChecks {
  private final SourceProbe probe;

  private ProcessChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    ProcessChecks checks = new ProcessChecks(probe);
    return List.of(
        Check.of(
                "cursor.process",
                "A cursor opens a table where nothing is left of the process that gave it",
                checks::process)
            .needing(Behaviour.RESUMABLE, Behaviour.REPEATABLE));
  }

  private void process() {
    try (OtherProcess other = OtherProcess.of(probe.subject())) {
      for (TableSchema table : probe.tables()) {
        TableRead read = probe.positions(table);
        requireReadable(other, table, read);
        for (int boundary : Set.of(read.boundaries() / 2, read.boundaries() - 1)) {
          resume(other, table, read, boundary);
        }
      }
    }
  }

  private void requireReadable(OtherProcess other, TableSchema table, TableRead read) {
    List<Row> rows;
    try {
      rows = rows(other, table, Optional.empty());
    } catch (RuntimeException failure) {
      throw new NotApplicable("the connector, loaded once more, does not work: " + failure);
    }
    if (probe.difference(table, read.rows(), rows).isPresent()) {
      throw new NotApplicable("the connector, loaded once more, gives other rows");
    }
  }

  private void resume(OtherProcess other, TableSchema table, TableRead read, int boundary) {
    String place = "table '%s', resumed in another process,".formatted(table.name());
    String remedy =
        "Write into the cursor all that is needed to go on, and nothing that refers to the JVM";
    List<Row> rows;
    try {
      rows = rows(other, table, Optional.of(read.cursorAt(boundary)));
    } catch (RuntimeException failure) {
      throw new Finding(place + " fails: " + failure, remedy, failure);
    }
    List<Row> rest = read.rowsAfter(boundary);
    boolean exact = probe.declares(Behaviour.RESUMABLE_AT_EVERY_BATCH);
    (exact ? probe.difference(table, rest, rows) : probe.missing(table, rest, rows))
        .ifPresent(
            difference -> {
              throw new Finding(place + " gives other rows: " + difference, remedy);
            });
  }

  private List<Row> rows(OtherProcess other, TableSchema table, Optional<Cursor> from) {
    try (Source source = probe.open(() -> other.open(probe.subject().config()))) {
      return probe.reader().read(source, table.name(), from).rows();
    }
  }
}
