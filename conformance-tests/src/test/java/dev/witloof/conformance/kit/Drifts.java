package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Small changes to schemas and values, such as wrong connectors make. */
final class Drifts {
  private static final Locale LANGUAGE_AT_START = Locale.getDefault();
  private static final long OFFSET_AT_START = TimeZone.getDefault().getRawOffset();

  private Drifts() {}

  /** The same columns without a key. */
  static TableSchema withoutKey(TableSchema table) {
    return table.primaryKey().isEmpty()
        ? allNullable(table)
        : new TableSchema(table.name(), table.fields(), List.of());
  }

  /** The same columns, which may be null, without a key. */
  static TableSchema allNullable(TableSchema table) {
    List<Field> fields =
        table.fields().stream().map(field -> new Field(field.name(), field.type(), true)).toList();
    return new TableSchema(table.name(), fields, List.of());
  }

  /** The same columns from the last to the first. */
  static TableSchema turned(TableSchema table) {
    List<Field> fields = new ArrayList<>(table.fields());
    Collections.reverse(fields);
    return new TableSchema(table.name(), fields, table.primaryKey());
  }

  /** The values from the last to the first. */
  static List<Row> turned(List<Row> rows) {
    return rows.stream()
        .map(
            row -> {
              List<@Nullable Object> values = new ArrayList<>(row.values());
              Collections.reverse(values);
              return new Row(values);
            })
        .toList();
  }

  /** A row whose texts and numbers are changed, in lists as well; nulls stay. */
  static Row mapped(Row row, UnaryOperator<Object> change) {
    return new Row(mapped(row.values(), change));
  }

  private static List<@Nullable Object> mapped(List<?> values, UnaryOperator<Object> change) {
    List<@Nullable Object> changed = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof List<?> list) {
        changed.add(mapped(list, change));
      } else {
        changed.add(value == null ? null : change.apply(value));
      }
    }
    return changed;
  }

  /** A text in Unicode's normal form D. */
  static Object decomposed(Object value) {
    return value instanceof String text ? Normalizer.normalize(text, Normalizer.Form.NFD) : value;
  }

  /** A whole number as it comes out of a float. */
  static Object asFloat(Object value) {
    return value instanceof Long number ? (Object) (long) (float) number : value;
  }

  /** A whole number or a time, moved by as much as the time zone has been. */
  static Object inTimeZone(Object value) {
    long moved = TimeZone.getDefault().getRawOffset() - OFFSET_AT_START;
    if (value instanceof Instant time) {
      return time.plusMillis(moved);
    }
    return value instanceof Long number ? (Object) (number + moved) : value;
  }

  /** A text, spoilt if the language has been changed to one with letters of its own. */
  static Object inTheLanguage(Object value) {
    return value instanceof String text
        ? text.replace("i", "i".toUpperCase(Locale.getDefault()).toLowerCase(LANGUAGE_AT_START))
        : value;
  }

  /** A whole number as it comes out of a double. */
  static Object asDouble(Object value) {
    return value instanceof Long number ? (Object) (long) (double) number : value;
  }

  /** A time in whole seconds. */
  static Object inSeconds(Object value) {
    return value instanceof Instant time ? time.truncatedTo(ChronoUnit.SECONDS) : value;
  }

  /** A text without the spaces around it. */
  static Object trimmed(Object value) {
    return value instanceof String text ? text.strip() : value;
  }

  /** A text as far as a column of 65,535 letters holds it. */
  static Object cut(Object value) {
    return value instanceof String text && text.length() > 0xFFFF
        ? text.substring(0, 0xFFFF)
        : value;
  }
}
