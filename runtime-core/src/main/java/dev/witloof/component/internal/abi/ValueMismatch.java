package dev.witloof.component.internal.abi;

import org.jspecify.annotations.Nullable;

/** The host gave a value that is not of the type. */
public final class ValueMismatch extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ValueMismatch(String message) {
    super(message);
  }

  /** A value of another class than the type needs. */
  static ValueMismatch expected(String expected, @Nullable Object value) {
    return new ValueMismatch(
        "expected " + expected + ", got " + (value == null ? "null" : value.getClass().getName()));
  }

  /** The same mismatch, one step further out. */
  public ValueMismatch in(String place) {
    return new ValueMismatch(place + ": " + getMessage());
  }
}
