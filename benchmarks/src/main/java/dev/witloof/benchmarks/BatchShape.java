package dev.witloof.benchmarks;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What a batch is made of: 16.3 MiB of numbers, or 18 MiB of text, which takes more validation. */
public enum BatchShape {
  /** Two columns of fixed width, one with nulls: 16 bytes a row. */
  NUMBERS(
      1 << 20,
      List.of(
          new Field("id", new DataType.Int64(), false),
          new Field("score", new DataType.Float64(), true))) {
    @Override
    void fill(VectorSchemaRoot root, int row, SplittableRandom random) {
      ((BigIntVector) root.getVector(0)).setSafe(row, row);
      if (row % 10 == 0) {
        root.getVector(1).setNull(row);
      } else {
        ((Float8Vector) root.getVector(1)).setSafe(row, random.nextDouble());
      }
    }
  },

  /** One column of texts of 16 to 50 bytes, a tenth of them with characters beyond ASCII. */
  TEXT(1 << 19, List.of(new Field("name", new DataType.Text(), false))) {
    @Override
    void fill(VectorSchemaRoot root, int row, SplittableRandom random) {
      String end = row % 10 == 0 ? "né ☃" : "name";
      String text = "row" + (100_000_000 + row) + "x".repeat(random.nextInt(32)) + end;
      ((VarCharVector) root.getVector(0)).setSafe(row, text.getBytes(StandardCharsets.UTF_8));
    }
  };

  private final int rows;
  private final TableSchema schema;

  BatchShape(int rows, List<Field> fields) {
    this.rows = rows;
    this.schema = new TableSchema(name().toLowerCase(Locale.ROOT), fields, List.of());
  }

  abstract void fill(VectorSchemaRoot root, int row, SplittableRandom random);

  TableSchema schema() {
    return schema;
  }

  /** The batch as an Arrow IPC stream; the same bytes on every call. */
  byte[] ipc() {
    SplittableRandom random = new SplittableRandom(17);
    try (RecordBatch batch =
        RecordBatch.build(
            schema,
            root -> {
              for (int row = 0; row < rows; row++) {
                fill(root, row, random);
              }
              root.setRowCount(rows);
            })) {
      return batch.toIpc();
    }
  }
}
