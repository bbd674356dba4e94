package dev.witloof.connectors.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Writes JSON values into Arrow vectors of a declared type. */
final class JsonCells {
  private JsonCells() {}

  /**
   * Writes {@code value} into {@code row}; null and JSON's null are the null of the column.
   *
   * @throws BadValue when the value is not of the type; the row is then unusable
   */
  static void set(
      FieldVector vector, int row, DataType type, boolean nullable, @Nullable JsonNode value)
      throws BadValue {
    if (value == null || value.isNull()) {
      if (!nullable) {
        throw new BadValue("is missing, and the column is not nullable");
      }
      vector.setNull(row);
    } else if (type instanceof DataType.Json) {
      Vectors.setText(vector, row, JsonText.write(value));
    } else if (type instanceof DataType.ListOf list) {
      setList((ListVector) vector, row, list, value);
    } else if (type instanceof DataType.Struct struct) {
      setStruct((StructVector) vector, row, struct.fields(), value);
    } else {
      setScalar(vector, row, type, value);
    }
  }

  private static void setList(ListVector vector, int row, DataType.ListOf type, JsonNode value)
      throws BadValue {
    if (!value.isArray()) {
      throw new BadValue("is not a list");
    }
    int start = vector.startNewValue(row);
    FieldVector elements = vector.getDataVector();
    int count = 0;
    for (JsonNode element : value) {
      set(elements, start + count, type.element(), true, element);
      count++;
    }
    vector.endValue(row, count);
  }

  private static void setStruct(StructVector vector, int row, List<Field> members, JsonNode value)
      throws BadValue {
    if (!value.isObject()) {
      throw new BadValue("is not an object");
    }
    vector.setIndexDefined(row);
    for (int i = 0; i < members.size(); i++) {
      Field member = members.get(i);
      FieldVector child = (FieldVector) vector.getChildByOrdinal(i);
      try {
        set(child, row, member.type(), member.nullable(), value.get(member.name()));
      } catch (BadValue e) {
        throw new BadValue(
            "has a member " + FileProblem.quote(member.name()) + " that " + e.getMessage());
      }
    }
  }

  private static void setScalar(FieldVector vector, int row, DataType type, JsonNode value)
      throws BadValue {
    if (type instanceof DataType.Text && value.isTextual()) {
      Vectors.setText(vector, row, value.textValue());
    } else if (type instanceof DataType.Bool && value.isBoolean()) {
      Vectors.setBoolean(vector, row, value.booleanValue());
    } else if (type instanceof DataType.Int32
        && value.isIntegralNumber()
        && value.canConvertToInt()) {
      Vectors.setInt32(vector, row, value.intValue());
    } else if (type instanceof DataType.Int64
        && value.isIntegralNumber()
        && value.canConvertToLong()) {
      Vectors.setInt64(vector, row, value.longValue());
    } else if (type instanceof DataType.Float64 && value.isNumber()) {
      double number = value.doubleValue();
      if (Double.isInfinite(number)) {
        throw new BadValue("is too large for a float64");
      }
      Vectors.setFloat64(vector, row, number);
    } else if (type instanceof DataType.TimestampMillis
        && value.isIntegralNumber()
        && value.canConvertToLong()) {
      Vectors.setMillis(vector, row, value.longValue());
    } else if ((type instanceof DataType.TimestampMillis || type instanceof DataType.Bytes)
        && value.isTextual()) {
      Vectors.setFromText(vector, row, type, value.textValue());
    } else {
      throw new BadValue("is not of type " + TypeNames.of(type));
    }
  }
}
