package dev.witloof.fuzz;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Honest record batches with values by choice. */
final class Rows {
  private static final int ROWS = 12;
  private static final int ELEMENTS = 4;
  private static final int BYTES = 6;
  private static final String TEXT = "aé€🦊\u0000\uFFFD";

  private final Choices choices;

  private Rows(Choices choices) {
    this.choices = choices;
  }

  /** A stream that must be accepted. */
  static byte[] stream(TableSchema table, Choices choices) {
    int rows = choices.below(ROWS);
    try (RecordBatch batch =
        RecordBatch.build(
            table,
            root -> {
              Rows values = new Rows(choices);
              for (int column = 0; column < table.fields().size(); column++) {
                FieldVector vector = root.getVector(column);
                vector.allocateNew();
                for (int row = 0; row < rows; row++) {
                  values.field(vector, table.fields().get(column), row);
                }
              }
              root.setRowCount(rows);
            })) {
      return batch.toIpc();
    }
  }

  private void field(FieldVector vector, Field field, int row) {
    if (field.nullable() && choices.below(4) == 1) {
      vector.setNull(row);
    } else {
      value(vector, field.type(), row);
    }
  }

  private void value(FieldVector vector, DataType type, int row) {
    if (type instanceof DataType.Bool) {
      ((BitVector) vector).setSafe(row, choices.below(2));
    } else if (type instanceof DataType.Int32) {
      ((IntVector) vector).setSafe(row, (int) choices.bits(4));
    } else if (type instanceof DataType.Int64) {
      ((BigIntVector) vector).setSafe(row, choices.bits(8));
    } else if (type instanceof DataType.TimestampMillis) {
      ((TimeStampMilliTZVector) vector).setSafe(row, choices.bits(8));
    } else if (type instanceof DataType.Float64) {
      ((Float8Vector) vector).setSafe(row, Double.longBitsToDouble(choices.bits(8)));
    } else if (type instanceof DataType.Bytes) {
      ((VarBinaryVector) vector).setSafe(row, choices.bytes(choices.below(BYTES)));
    } else if (type instanceof DataType.ListOf list) {
      list((ListVector) vector, list.element(), row);
    } else if (type instanceof DataType.Struct struct) {
      struct((StructVector) vector, struct.fields(), row);
    } else {
      ((VarCharVector) vector).setSafe(row, text());
    }
  }

  private void list(ListVector vector, DataType element, int row) {
    int count = choices.below(ELEMENTS);
    int start = vector.startNewValue(row);
    Field item = new Field("item", element, true);
    for (int i = 0; i < count; i++) {
      field(vector.getDataVector(), item, start + i);
    }
    vector.endValue(row, count);
  }

  private void struct(StructVector vector, List<Field> members, int row) {
    vector.setIndexDefined(row);
    for (int i = 0; i < members.size(); i++) {
      field((FieldVector) vector.getChildByOrdinal(i), members.get(i), row);
    }
  }

  private byte[] text() {
    int from = choices.below(TEXT.length());
    int to = from + choices.below(TEXT.length() - from + 1);
    // A cut surrogate becomes a question mark, which is as good as any character.
    return TEXT.substring(from, to).getBytes(StandardCharsets.UTF_8);
  }
}
