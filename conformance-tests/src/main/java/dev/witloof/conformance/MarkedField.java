package dev.witloof.conformance;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** A field that is marked by {@link Conforms}. */
final class MarkedField {
  private MarkedField() {}

  static Subject subject(Field field, Object test) {
    Object value;
    try {
      field.setAccessible(true);
      value = field.get(Modifier.isStatic(field.getModifiers()) ? null : test);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("@Conforms field " + field + " cannot be read", e);
    }
    if (value instanceof Subject subject) {
      return subject;
    }
    throw new IllegalStateException(
        "@Conforms field " + field + " holds no SourceSubject or DestinationSubject: " + value);
  }
}
