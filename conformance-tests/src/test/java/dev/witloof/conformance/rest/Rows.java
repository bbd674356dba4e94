package dev.witloof.conformance.rest;

import dev.witloof.connector.RecordBatch;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/** The rows of batches as plain values that can be compared. */
final class Rows {
  private Rows() {}

  /** Each row the values in the order of the columns: see {@link #plain}. Closes the batch. */
  static List<List<@Nullable Object>> of(RecordBatch batch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (batch) {
      batch.forEach(
          root -> {
            for (int row = 0; row < root.getRowCount(); row++) {
              List<@Nullable Object> values = new ArrayList<>();
              for (FieldVector vector : root.getFieldVectors()) {
                values.add(plain(vector.getObject(row)));
              }
              rows.add(values);
            }
          });
    }
    return rows;
  }

  /** Text as a string, bytes as {@link #bytes} says, structs as maps with all their members. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Text text) {
      return text.toString();
    } else if (value instanceof byte[] bytes) {
      return bytes(bytes);
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(plain(element)));
      return elements;
    } else if (value instanceof Map<?, ?> members) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      members.forEach((name, member) -> plain.put(name, plain(member)));
      return plain;
    }
    return value;
  }

  static String bytes(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** A struct: names and values in turn. A member that is null is left out, as Arrow does. */
  static Map<Object, @Nullable Object> struct(@Nullable Object... namesAndValues) {
    Map<Object, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        members.put(namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return members;
  }
}
