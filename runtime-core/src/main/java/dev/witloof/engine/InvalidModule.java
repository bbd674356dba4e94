package dev.witloof.engine;

import org.jspecify.annotations.Nullable;

/**
 * A core module is refused; the message says why in the specification's words, and names the
 * function and the byte where it can. It is one line of bounded length, without control characters,
 * whatever names the module has.
 */
public final class InvalidModule extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The offset of a fault that has no place in the bytes. */
  public static final int NO_OFFSET = -1;

  /** What kind of fault it is. */
  public enum Kind {
    /** The bytes do not follow the binary format (core specification, 5). */
    MALFORMED,
    /** The module breaks a validation rule (core specification, 3). */
    INVALID,
    /** A proposal, or a use of the specification, that is recognised but not supported. */
    UNSUPPORTED,
    /** Beyond the structural limits, or more than the engine can compile. */
    LIMIT,
    /** A valid module was given externs that its imports do not match. */
    UNLINKABLE
  }

  private final Kind kind;
  private final int offset;
  private final String reason;

  /** A fault without a place. */
  public InvalidModule(Kind kind, String message) {
    this(kind, NO_OFFSET, PlainText.line(message), null);
  }

  /** A fault without a place, found by way of another exception. */
  public InvalidModule(Kind kind, String message, Throwable cause) {
    this(kind, NO_OFFSET, PlainText.line(message), cause);
  }

  /** A fault at a byte of the module, which the message is made to tell. */
  public InvalidModule(Kind kind, int offset, String message) {
    this(kind, offset, PlainText.line(message), null);
  }

  private InvalidModule(Kind kind, int offset, String reason, @Nullable Throwable cause) {
    super(
        offset == NO_OFFSET ? reason : reason + " (at byte 0x" + Integer.toHexString(offset) + ")",
        cause);
    this.kind = kind;
    this.offset = offset;
    this.reason = reason;
  }

  public Kind kind() {
    return kind;
  }

  /** The byte of the module, counted from 0, or {@link #NO_OFFSET}. */
  public int offset() {
    return offset;
  }

  /** The message without the byte, for who tells another: that of a component. */
  public String reason() {
    return reason;
  }

  /** The same fault, its message preceded by the place: a function, a module. */
  public InvalidModule in(String place) {
    return new InvalidModule(kind, offset, place + ": " + reason, this);
  }
}
