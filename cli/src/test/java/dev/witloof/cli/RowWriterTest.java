package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  @Test
  void writesScalarsAndNulls() {
    assertEquals(
        "{\"c\":true}\n{\"c\":null}\n",
        column(new DataType.Bool(), v -> ((BitVector) v).setSafe(0, 1)));
    assertEquals(
        "{\"c\":-2147483648}\n{\"c\":null}\n",
        column(new DataType.Int32(), v -> ((IntVector) v).setSafe(0, Integer.MIN_VALUE)));
    assertEquals(
        "{\"c\":9223372036854775807}\n{\"c\":null}\n",
        column(new DataType.Int64(), v -> ((BigIntVector) v).setSafe(0, Long.MAX_VALUE)));
    assertEquals(
        "{\"c\":0.1}\n{\"c\":null}\n",
        column(new DataType.Float64(), v -> ((Float8Vector) v).setSafe(0, 0.1)));
    assertEquals(
        "{\"c\":\"NaN\"}\n{\"c\":null}\n",
        column(new DataType.Float64(), v -> ((Float8Vector) v).setSafe(0, Double.NaN)));
    assertEquals(
        "{\"c\":\"a\\n\\u0001😀\"}\n{\"c\":null}\n",
        column(new DataType.Text(), v -> ((VarCharVector) v).setSafe(0, utf8("a\n\u0001😀"))));
    assertEquals(
        "{\"c\":\"AP8=\"}\n{\"c\":null}\n",
        column(new DataType.Bytes(), v -> ((VarBinaryVector) v).setSafe(0, new byte[] {0, -1})));
  }

  @Test
  void writesInstantsAsIso8601() {
    assertEquals(
        "{\"c\":\"1970-01-01T00:00:00.001Z\"}\n{\"c\":\"1969-12-31T23:59:59Z\"}\n",
        column(
            new DataType.TimestampMillis(),
            v -> {
              ((TimeStampVector) v).setSafe(0, 1);
              ((TimeStampVector) v).setSafe(1, -1000);
            }));
  }

  @Test
  void embedsJsonAsItIs() {
    assertEquals(
        "{\"c\":{\"a\":[1,2.50,null]}}\n{\"c\":null}\n", json("{ \"a\" : [1, 2.50,\n null] }"));
    assertEquals(
        "{\"c\":12345678901234567890123456789}\n{\"c\":null}\n",
        json("12345678901234567890123456789"));
  }

  @Test
  void writesTextThatIsNoJsonAsAString() {
    assertEquals("{\"c\":\"{\\\"a\\\":\"}\n{\"c\":null}\n", json("{\"a\":"));
    assertEquals("{\"c\":\"1 2\"}\n{\"c\":null}\n", json("1 2"));
    assertEquals("{\"c\":\"\"}\n{\"c\":null}\n", json(""));
  }

  @Test
  void writesListsAndStructs() {
    DataType type =
        new DataType.ListOf(
            new DataType.Struct(List.of(new Field("n", new DataType.Int64(), true))));
    String rows =
        column(
            type,
            vector -> {
              ListVector lists = (ListVector) vector;
              StructVector structs = (StructVector) lists.getDataVector();
              BigIntVector numbers = (BigIntVector) structs.getChildByOrdinal(0);
              lists.startNewValue(0);
              structs.setIndexDefined(0);
              numbers.setSafe(0, 7);
              structs.setIndexDefined(1);
              structs.setNull(2);
              lists.endValue(0, 3);
              structs.setValueCount(3);
            });
    assertEquals("{\"c\":[{\"n\":7},{\"n\":null},null]}\n{\"c\":null}\n", rows);
  }

  private static String json(String text) {
    return column(new DataType.Json(), v -> ((VarCharVector) v).setSafe(0, utf8(text)));
  }

  /** Two rows of one column; what {@code fill} leaves out is null. */
  private static String column(DataType type, Consumer<FieldVector> fill) {
    TableSchema schema = new TableSchema("t", List.of(new Field("c", type, true)), List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RecordBatch batch =
        RecordBatch.build(
            schema,
            root -> {
              fill.accept(root.getVector(0));
              root.setRowCount(2);
            })) {
      new RowWriter(schema, out).write(batch);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
