package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.Cursor;
import java.util.List;
import java.util.Optional;

/**
 * What one read of a table gave, from where it was opened to the end or a bound.
 *
 * @param start the cursor before the first batch, when cursors were asked for
 * @param end the cursor after the end, when cursors were asked for and the end was reached
 * @param cut the bound that ended it; empty when it came to the end of the table
 */
record TableRead(
    Optional<Cursor> start, List<BatchRead> batches, Optional<Cursor> end, Optional<String> cut) {

  List<Row> rows() {
    return rowsAfter(0);
  }

  /** The rows of all batches but the first so many. */
  List<Row> rowsAfter(int boundary) {
    return batches.subList(boundary, batches.size()).stream()
        .flatMap(batch -> batch.rows().stream())
        .toList();
  }

  /** The cursor after so many batches, of a read with cursors. */
  Cursor cursorAt(int boundary) {
    Optional<Cursor> cursor = boundary == 0 ? start : batches.get(boundary - 1).after();
    return cursor.orElseThrow();
  }

  /** How many places there are to resume at: before each batch and after the last. */
  int boundaries() {
    return batches.size() + 1;
  }
}
