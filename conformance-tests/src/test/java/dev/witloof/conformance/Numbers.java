package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The table that every guest in guests/ offers, in whatever language: the same rows, in batches.
 */
final class Numbers {
  static final String TABLE = "numbers";
  static final int ROWS = 1000;
  private static final int BATCHES = 10;
  private static final TableSchema SCHEMA =
      new TableSchema(
          TABLE,
          List.of(
              new Field("id", new DataType.Int64(), false),
              new Field("name", new DataType.Text(), false),
              new Field("score", new DataType.Float64(), true)),
          List.of("id"));

  private record Row(long id, String name, Optional<Double> score) {}

  private Numbers() {}

  /** Asserts that the source has this table and no other, gives all rows, and resumes anywhere. */
  static void assertGivesAllRowsAndResumesAtEachBatch(Source source) {
    assertEquals(List.of(SCHEMA), source.discover());

    List<Row> rows = new ArrayList<>();
    List<Cursor> cursors = new ArrayList<>();
    try (ReadHandle handle = source.open(TABLE, Optional.empty())) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        try (RecordBatch batch = next.get()) {
          batch.forEach(root -> add(root, rows));
        }
        cursors.add(handle.cursor());
      }
      assertTrue(handle.next().isEmpty(), "nothing comes after the end");
    }
    assertEquals(BATCHES, cursors.size());
    assertEquals(ROWS, rows.size());
    for (int i = 0; i < ROWS; i++) {
      assertEquals(expected(i), rows.get(i));
    }
    for (int i = 0; i < BATCHES; i++) {
      int done = ROWS / BATCHES * (i + 1);
      assertEquals(rows.subList(done, ROWS), rest(source, cursors.get(i)));
    }
  }

  /** How many rows come after the cursor. */
  static int rowsAfter(Source source, Cursor cursor) {
    return rest(source, cursor).size();
  }

  private static Row expected(long id) {
    return new Row(id, "name-" + id, id % 7 == 0 ? Optional.empty() : Optional.of(id * 0.5));
  }

  private static void add(VectorSchemaRoot root, List<Row> rows) {
    for (int i = 0; i < root.getRowCount(); i++) {
      rows.add(
          new Row(
              (Long) root.getVector("id").getObject(i),
              root.getVector("name").getObject(i).toString(),
              Optional.ofNullable((Double) root.getVector("score").getObject(i))));
    }
  }

  private static List<Row> rest(Source source, Cursor cursor) {
    List<Row> rows = new ArrayList<>();
    try (ReadHandle handle = source.open(TABLE, Optional.of(cursor))) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        try (RecordBatch batch = next.get()) {
          batch.forEach(root -> add(root, rows));
        }
      }
    }
    return rows;
  }
}
