package dev.witloof.conformance.internal.source;

import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;

/** The first difference of two schemas, in words. */
final class SchemaDifference {
  private SchemaDifference() {}

  static String of(TableSchema expected, TableSchema actual) {
    if (!expected.name().equals(actual.name())) {
      return "table '%s' in place of '%s'".formatted(actual.name(), expected.name());
    }
    int columns = Math.min(expected.fields().size(), actual.fields().size());
    for (int i = 0; i < columns; i++) {
      Field one = expected.fields().get(i);
      Field other = actual.fields().get(i);
      if (!one.equals(other)) {
        return "table '%s', column %d: %s in place of %s"
            .formatted(expected.name(), i, text(other), text(one));
      }
    }
    if (expected.fields().size() != actual.fields().size()) {
      return "table '%s': %d columns in place of %d"
          .formatted(expected.name(), actual.fields().size(), expected.fields().size());
    }
    return "table '%s': primary key %s in place of %s"
        .formatted(expected.name(), actual.primaryKey(), expected.primaryKey());
  }

  private static String text(Field field) {
    return "'%s' %s%s".formatted(field.name(), field.type(), field.nullable() ? "?" : "");
  }
}
