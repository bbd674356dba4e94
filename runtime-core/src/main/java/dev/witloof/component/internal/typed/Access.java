package dev.witloof.component.internal.typed;

import java.lang.invoke.MethodHandles;

/** The way to the embedder's classes, which need not be public. */
final class Access {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private Access() {}

  static MethodHandles.Lookup to(Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(type, HERE);
    } catch (IllegalAccessException e) {
      throw denied(type, e);
    }
  }

  static IllegalArgumentException denied(Class<?> type, ReflectiveOperationException cause) {
    return new IllegalArgumentException(
        "%s cannot be reached; its module must open package %s to %s"
            .formatted(
                type.getName(),
                type.getPackageName(),
                HERE.lookupClass().getModule().isNamed()
                    ? HERE.lookupClass().getModule().getName()
                    : "the class path"),
        cause);
  }

  /** To throw what a method handle threw where nothing checked is expected. */
  static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof RuntimeException exception) {
      return exception;
    } else if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(thrown);
  }
}
