package dev.witloof.conformance;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * What reading a table to its end gave.
 *
 * @param batches the rows of each batch, a row being its values in the order of the columns
 * @param cursors the cursor after each batch
 */
record Reading(List<List<List<@Nullable Object>>> batches, List<Cursor> cursors) {

  /** Reads from the cursor to the end, and asserts that the end is final. */
  static Reading of(Source source, String table, Optional<Cursor> from) {
    List<List<List<@Nullable Object>>> batches = new ArrayList<>();
    List<Cursor> cursors = new ArrayList<>();
    try (ReadHandle handle = source.open(table, from)) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        batches.add(rows(next.get()));
        cursors.add(handle.cursor());
      }
      if (handle.next().isPresent()) {
        throw new AssertionError("next() returned a batch after it had returned none");
      }
    }
    return new Reading(batches, cursors);
  }

  /** The rows of all batches. */
  List<List<@Nullable Object>> rows() {
    return rowsAfter(0);
  }

  /** The rows of all batches but the first few. */
  List<List<@Nullable Object>> rowsAfter(int skippedBatches) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    batches.stream().skip(skippedBatches).forEach(rows::addAll);
    return rows;
  }

  private static List<List<@Nullable Object>> rows(RecordBatch batch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (batch) {
      batch.forEach(
          root -> {
            for (int row = 0; row < root.getRowCount(); row++) {
              List<@Nullable Object> values = new ArrayList<>();
              for (FieldVector vector : root.getFieldVectors()) {
                Object value = vector.getObject(row);
                values.add(value == null || value instanceof Number ? value : value.toString());
              }
              rows.add(values);
            }
          });
    }
    return rows;
  }
}
