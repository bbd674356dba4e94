package dev.witloof.conformance;

import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Reads a table as a pipeline does: a batch, then the cursor after it, until there are no more. */
public final class Reading {
  private Reading() {}

  /** The rows, each the values in the order of the columns; asserts that the end is final. */
  public static List<List<@Nullable Object>> rows(Source source, String table) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    batches(source, table, batch -> add(batch, rows));
    return rows;
  }

  /** Each batch, which is closed after that. */
  public static void batches(Source source, String table, Consumer<RecordBatch> each) {
    try (ReadHandle handle = source.open(table, Optional.empty())) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        try (RecordBatch batch = next.get()) {
          each.accept(batch);
        }
        handle.cursor();
      }
      if (handle.next().isPresent()) {
        throw new AssertionError("next() returned a batch after it had returned none");
      }
    }
  }

  private static void add(RecordBatch batch, List<List<@Nullable Object>> rows) {
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
}
