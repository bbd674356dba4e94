package dev.witloof.connector;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** A table with every data type, and batches of it. */
public final class Batches {
  public static final TableSchema ALL_TYPES =
      new TableSchema(
          "everything",
          List.of(
              new Field("id", new DataType.Int64(), false),
              new Field("flag", new DataType.Bool(), true),
              new Field("small", new DataType.Int32(), true),
              new Field("score", new DataType.Float64(), true),
              new Field("name", new DataType.Text(), true),
              new Field("raw", new DataType.Bytes(), true),
              new Field("at", new DataType.TimestampMillis(), true),
              new Field("doc", new DataType.Json(), true),
              new Field("tags", new DataType.ListOf(new DataType.Text()), true),
              new Field(
                  "place",
                  new DataType.Struct(
                      List.of(
                          new Field("city", new DataType.Text(), false),
                          new Field("lat", new DataType.Float64(), true))),
                  true)),
          List.of("id"));

  private Batches() {}

  /**
   * Rows 0 to {@code rows} with about a third of the values null; equal seeds give equal batches.
   */
  public static RecordBatch random(int rows, RandomGenerator random) {
    return RecordBatch.build(ALL_TYPES, root -> fill(root, rows, random));
  }

  private static void fill(VectorSchemaRoot root, int rows, RandomGenerator random) {
    root.allocateNew();
    ListVector tags = (ListVector) root.getVector("tags");
    VarCharVector items = (VarCharVector) tags.getDataVector();
    StructVector place = (StructVector) root.getVector("place");
    int item = 0;
    for (int row = 0; row < rows; row++) {
      ((BigIntVector) root.getVector("id")).setSafe(row, row);
      if (random.nextInt(3) > 0) {
        ((BitVector) root.getVector("flag")).setSafe(row, random.nextInt(2));
        ((Float8Vector) root.getVector("score")).setSafe(row, row / 2.0);
        ((VarBinaryVector) root.getVector("raw"))
            .setSafe(row, new byte[] {(byte) row, (byte) 0xFF});
        ((VarCharVector) root.getVector("doc")).setSafe(row, text("{\"n\":" + row + "}"));
      }
      if (random.nextInt(3) > 0) {
        ((IntVector) root.getVector("small")).setSafe(row, -row);
        ((VarCharVector) root.getVector("name")).setSafe(row, text("naïve 🦊 " + row));
        ((TimeStampMilliTZVector) root.getVector("at")).setSafe(row, row * 1000L);
      }
      if (random.nextInt(3) > 0) {
        int count = random.nextInt(4);
        tags.startNewValue(row);
        for (int i = 0; i < count; i++) {
          if (random.nextInt(3) > 0) {
            items.setSafe(item, text("tag" + i));
          } else {
            items.setNull(item);
          }
          item++;
        }
        tags.endValue(row, count);
      }
      if (random.nextInt(3) > 0) {
        place.setIndexDefined(row);
        place.getChild("city", VarCharVector.class).setSafe(row, text("city" + row));
        place.getChild("lat", Float8Vector.class).setSafe(row, -row);
      } else {
        place.setNull(row);
      }
    }
    root.setRowCount(rows);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** All rows as text, to compare batches by. */
  public static String show(RecordBatch batch) {
    StringBuilder text = new StringBuilder();
    batch.forEach(
        root -> {
          for (int row = 0; row < root.getRowCount(); row++) {
            for (FieldVector vector : root.getFieldVectors()) {
              text.append(show(vector.getObject(row))).append('\t');
            }
            text.append('\n');
          }
        });
    return text.toString();
  }

  private static String show(@Nullable Object value) {
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
  }
}
