package dev.witloof.fuzz;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Writes rows as text that tells any two values apart, down to the bits of a NaN. */
final class Cells {
  private final StringBuilder out = new StringBuilder();

  private Cells() {}

  /** Every value of every row; reads all of them in the two ways that Arrow offers. */
  static String show(TableSchema table, VectorSchemaRoot root) {
    Cells cells = new Cells();
    for (int row = 0; row < root.getRowCount(); row++) {
      for (int column = 0; column < table.fields().size(); column++) {
        FieldVector vector = root.getVector(column);
        vector.getObject(row);
        cells.value(vector, table.fields().get(column).type(), row);
      }
      cells.out.append('\n');
    }
    return cells.out.toString();
  }

  private void value(FieldVector vector, DataType type, int row) {
    if (vector.isNull(row)) {
      out.append("null ");
    } else if (type instanceof DataType.ListOf list) {
      list((ListVector) vector, list.element(), row);
    } else if (type instanceof DataType.Struct struct) {
      struct((StructVector) vector, struct.fields(), row);
    } else {
      out.append(scalar(vector, type, row)).append(' ');
    }
  }

  private void list(ListVector vector, DataType element, int row) {
    out.append("[ ");
    for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
      value(vector.getDataVector(), element, i);
    }
    out.append("] ");
  }

  private void struct(StructVector vector, List<Field> members, int row) {
    out.append("{ ");
    for (int i = 0; i < members.size(); i++) {
      value((FieldVector) vector.getChildByOrdinal(i), members.get(i).type(), row);
    }
    out.append("} ");
  }

  private static String scalar(FieldVector vector, DataType type, int row) {
    if (type instanceof DataType.Bool) {
      return String.valueOf(((BitVector) vector).get(row));
    } else if (type instanceof DataType.Int32) {
      return String.valueOf(((IntVector) vector).get(row));
    } else if (type instanceof DataType.Float64) {
      return Long.toHexString(Double.doubleToRawLongBits(((Float8Vector) vector).get(row)));
    } else if (type instanceof DataType.Bytes) {
      return HexFormat.of().formatHex(((VarBinaryVector) vector).get(row)) + ".";
    } else if (type instanceof DataType.Text || type instanceof DataType.Json) {
      return HexFormat.of().formatHex(((VarCharVector) vector).get(row)) + ".";
    }
    return String.valueOf(vector.getDataBuffer().getLong((long) row * Long.BYTES));
  }
}
