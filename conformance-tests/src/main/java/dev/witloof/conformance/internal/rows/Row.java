package dev.witloof.conformance.internal.rows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row, its values in the order of the columns, equal when they are. Immutable. A value is
 * Boolean, Integer, Long, Double, String (text and JSON), a read-only {@link ByteBuffer}, {@link
 * java.time.Instant}, or a List of values, for lists and structs alike; or null.
 */
public record Row(List<@Nullable Object> values) {
  private static final int SHOWN = 200;

  /** Takes bytes also as arrays, in lists as well. */
  public Row {
    values = list(values);
  }

  private static List<@Nullable Object> list(List<? extends @Nullable Object> values) {
    List<@Nullable Object> copy = new ArrayList<>(values.size());
    values.forEach(value -> copy.add(value(value)));
    return Collections.unmodifiableList(copy);
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer();
    }
    return value instanceof List<?> inner ? list(inner) : value;
  }

  /** The value of a column. */
  public @Nullable Object get(int column) {
    return values.get(column);
  }

  /** The values of these columns. */
  public Row project(List<Integer> columns) {
    List<@Nullable Object> some = new ArrayList<>();
    columns.forEach(column -> some.add(values.get(column)));
    return new Row(some);
  }

  /** For messages, and cut when it is long. */
  @Override
  public String toString() {
    String text = show(values);
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  /** A value for messages. */
  public static String show(@Nullable Object value) {
    if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return "0x" + HexFormat.of().formatHex(copy);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Row::show).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
  }
}
