package dev.witloof.connectors.file;

import dev.witloof.connector.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/** Sets scalar values in the vectors that {@link dev.witloof.connector.RecordBatch} lays out. */
final class Vectors {
  private Vectors() {}

  static void setBoolean(FieldVector vector, int row, boolean value) {
    ((BitVector) vector).setSafe(row, value ? 1 : 0);
  }

  static void setInt32(FieldVector vector, int row, int value) {
    ((IntVector) vector).setSafe(row, value);
  }

  static void setInt64(FieldVector vector, int row, long value) {
    ((BigIntVector) vector).setSafe(row, value);
  }

  static void setFloat64(FieldVector vector, int row, double value) {
    ((Float8Vector) vector).setSafe(row, value);
  }

  static void setMillis(FieldVector vector, int row, long value) {
    ((TimeStampVector) vector).setSafe(row, value);
  }

  static void setText(FieldVector vector, int row, String value) {
    ((VarCharVector) vector).setSafe(row, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets a scalar of {@code type} from its text, bytes being base64; not for nested types. */
  static void setFromText(FieldVector vector, int row, DataType type, String text) throws BadValue {
    if (type instanceof DataType.Text) {
      setText(vector, row, text);
    } else if (type instanceof DataType.Int64) {
      setInt64(vector, row, CellText.toInt64(text));
    } else if (type instanceof DataType.Float64) {
      setFloat64(vector, row, CellText.toFloat64(text));
    } else if (type instanceof DataType.Int32) {
      setInt32(vector, row, CellText.toInt32(text));
    } else if (type instanceof DataType.Bool) {
      setBoolean(vector, row, CellText.toBoolean(text));
    } else if (type instanceof DataType.TimestampMillis) {
      setMillis(vector, row, Timestamps.millis(text, true));
    } else if (type instanceof DataType.Bytes) {
      ((VarBinaryVector) vector).setSafe(row, base64(text));
    } else {
      throw new IllegalArgumentException("not a scalar of text: " + type);
    }
  }

  private static byte[] base64(String text) throws BadValue {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new BadValue("is not base64, which bytes are written in");
    }
  }
}
