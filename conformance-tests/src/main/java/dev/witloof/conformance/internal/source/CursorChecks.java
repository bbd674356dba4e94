package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.ConnectorLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What cursors are, before anybody resumes at one. */
final class CursorChecks {
  static final String ANY_TIME = "cursor.any-time";

  private final SourceProbe probe;

  private CursorChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    CursorChecks checks = new CursorChecks(probe);
    return List.of(
        Check.of(
            ANY_TIME,
            "cursor() answers before the first batch, after each and after the end, and asking"
                + " changes nothing",
            checks::anyTime),
        Check.of(
                "cursor.advances",
                "The cursor moves with the batches: no two positions with rows between them have"
                    + " equal cursors",
                checks::advances)
            .needing(Behaviour.RESUMABLE));
  }

  private void anyTime() {
    for (TableSchema table : probe.tables()) {
      probe.whole(table);
      try (Source source = probe.open();
          ReadHandle handle = source.open(table.name(), Optional.empty())) {
        askTwice(table, handle, "before the first batch");
        int batch = 0;
        for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
          next.get().close();
          askTwice(table, handle, "after batch " + batch);
          batch++;
        }
        askTwice(table, handle, "after the end");
      }
    }
  }

  private static void askTwice(TableSchema table, ReadHandle handle, String when) {
    String place = "table '%s', %s".formatted(table.name(), when);
    Cursor first;
    Cursor second;
    try {
      first = handle.cursor();
      second = handle.cursor();
    } catch (RuntimeException failure) {
      throw new Finding(
          "%s: cursor() fails: %s".formatted(place, failure),
          "It must answer at any time while the handle is open",
          failure);
    }
    if (!first.equals(second)) {
      throw new Finding(
          "%s: cursor() gives %s and then %s".formatted(place, first, second),
          "Only next() may move the position");
    }
    if (first.toByteArray().length > ConnectorLimits.CURSOR_BYTES) {
      throw new Finding(
          "%s: the cursor has %d bytes".formatted(place, first.toByteArray().length),
          "At most " + ConnectorLimits.CURSOR_BYTES + " are kept: store a position, not the data");
    }
  }

  private void advances() {
    for (TableSchema table : probe.tables()) {
      TableRead read = probe.positions(table);
      Map<Cursor, Integer> firstAt = new HashMap<>();
      int withRows = 0;
      for (int boundary = 0; boundary < read.boundaries(); boundary++) {
        if (boundary > 0 && !read.batches().get(boundary - 1).rows().isEmpty()) {
          withRows = boundary;
        }
        Integer earlier = firstAt.putIfAbsent(read.cursorAt(boundary), boundary);
        if (earlier != null && withRows > earlier) {
          throw new Finding(
              "table '%s': the cursor after %d batches is the same as after %d, %s, with rows"
                      .formatted(table.name(), boundary, earlier, read.cursorAt(boundary))
                  + " between them",
              "cursor() must say the position after the last batch that next() gave");
        }
      }
    }
  }
}
