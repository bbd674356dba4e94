package dev.witloof.conformance.internal.rows;

import dev.witloof.connector.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/** Writes values of a {@link Row} into a vector. */
final class CellFiller {
  private CellFiller() {}

  /** Sets a row of a vector, or leaves it null; rows are set in ascending order. */
  static void set(DataType type, FieldVector vector, int row, @Nullable Object value) {
    if (value == null) {
      setNull(type, vector, row);
    } else if (type instanceof DataType.Bool) {
      ((BitVector) vector).setSafe(row, (Boolean) value ? 1 : 0);
    } else if (type instanceof DataType.Int32) {
      ((IntVector) vector).setSafe(row, (Integer) value);
    } else if (type instanceof DataType.Int64) {
      ((BigIntVector) vector).setSafe(row, (Long) value);
    } else if (type instanceof DataType.Float64) {
      ((Float8Vector) vector).setSafe(row, (Double) value);
    } else if (type instanceof DataType.Text || type instanceof DataType.Json) {
      byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
      ((VarCharVector) vector).setSafe(row, text);
    } else if (type instanceof DataType.Bytes) {
      ByteBuffer bytes = ((ByteBuffer) value).duplicate();
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      ((VarBinaryVector) vector).setSafe(row, copy);
    } else if (type instanceof DataType.TimestampMillis) {
      ((TimeStampMilliTZVector) vector).setSafe(row, ((Instant) value).toEpochMilli());
    } else if (type instanceof DataType.ListOf list) {
      setList(list, (ListVector) vector, row, (List<?>) value);
    } else if (type instanceof DataType.Struct struct) {
      setStruct(struct, (StructVector) vector, row, (List<?>) value);
    } else {
      throw new IllegalArgumentException("no Arrow form is known for " + type);
    }
  }

  private static void setNull(DataType type, FieldVector vector, int row) {
    if (type instanceof DataType.ListOf) {
      ((ListVector) vector).setNull(row);
    } else if (type instanceof DataType.Struct) {
      ((StructVector) vector).setNull(row);
    } else {
      vector.setNull(row);
    }
  }

  private static void setList(
      DataType.ListOf type, ListVector lists, int row, List<? extends @Nullable Object> values) {
    int start = lists.startNewValue(row);
    for (int i = 0; i < values.size(); i++) {
      set(type.element(), lists.getDataVector(), start + i, values.get(i));
    }
    lists.endValue(row, values.size());
  }

  private static void setStruct(
      DataType.Struct type,
      StructVector structs,
      int row,
      List<? extends @Nullable Object> values) {
    structs.setIndexDefined(row);
    List<FieldVector> members = structs.getChildrenFromFields();
    for (int i = 0; i < members.size(); i++) {
      set(type.fields().get(i).type(), members.get(i), row, values.get(i));
    }
  }
}
