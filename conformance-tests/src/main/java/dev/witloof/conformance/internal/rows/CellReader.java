package dev.witloof.conformance.internal.rows;

import dev.witloof.connector.DataType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one vector as the values of a {@link Row}. */
@FunctionalInterface
interface CellReader {
  @Nullable Object read(int row);

  /** The reader for a vector of a type. */
  static CellReader of(DataType type, ValueVector vector) {
    CellReader value = present(type, vector);
    return row -> vector.isNull(row) ? null : value.read(row);
  }

  private static CellReader present(DataType type, ValueVector vector) {
    if (type instanceof DataType.Bool) {
      return row -> ((BitVector) vector).get(row) != 0;
    } else if (type instanceof DataType.Int32) {
      return ((IntVector) vector)::get;
    } else if (type instanceof DataType.Int64) {
      return ((BigIntVector) vector)::get;
    } else if (type instanceof DataType.Float64) {
      return ((Float8Vector) vector)::get;
    } else if (type instanceof DataType.Text || type instanceof DataType.Json) {
      return row -> new String(((VarCharVector) vector).get(row), StandardCharsets.UTF_8);
    } else if (type instanceof DataType.Bytes) {
      return ((VarBinaryVector) vector)::get;
    } else if (type instanceof DataType.TimestampMillis) {
      return row -> Instant.ofEpochMilli(((TimeStampVector) vector).get(row));
    } else if (type instanceof DataType.ListOf list) {
      return list(list, (ListVector) vector);
    } else if (type instanceof DataType.Struct struct) {
      return struct(struct, (StructVector) vector);
    }
    throw new IllegalArgumentException("no Java form is known for " + type);
  }

  private static CellReader list(DataType.ListOf type, ListVector lists) {
    CellReader element = of(type.element(), lists.getDataVector());
    return row -> {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = lists.getElementStartIndex(row); i < lists.getElementEndIndex(row); i++) {
        values.add(element.read(i));
      }
      return values;
    };
  }

  private static CellReader struct(DataType.Struct type, StructVector structs) {
    List<FieldVector> children = structs.getChildrenFromFields();
    List<CellReader> members = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      members.add(of(type.fields().get(i).type(), children.get(i)));
    }
    return row -> {
      List<@Nullable Object> values = new ArrayList<>();
      members.forEach(member -> values.add(member.read(row)));
      return values;
    };
  }
}
