package dev.witloof.engine;

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

  /** A fault without a place. */
  public InvalidModule(Kind kind, String message) {
    super(PlainText.line(message));
    this.kind = kind;
    this.offset = NO_OFFSET;
  }

  /** A fault without a place, found by way of another exception. */
  public InvalidModule(Kind kind, String message, Throwable cause) {
    super(PlainText.line(message), cause);
    this.kind = kind;
    this.offset = NO_OFFSET;
  }

  /** A fault at a byte of the module, which the message is made to tell. */
  public InvalidModule(Kind kind, int offset, String message) {
    super(PlainText.line(message) + " (at byte 0x" + Integer.toHexString(offset) + ")");
    this.kind = kind;
    this.offset = offset;
  }

  private InvalidModule(String place, InvalidModule cause) {
    super(place + ": " + cause.getMessage(), cause);
    this.kind = cause.kind;
    this.offset = cause.offset;
  }

  public Kind kind() {
    return kind;
  }

  /** The byte of the module, counted from 0, or {@link #NO_OFFSET}. */
  public int offset() {
    return offset;
  }

  /** The same fault, its message preceded by the place: a function, a module. */
  public InvalidModule in(String place) {
    return new InvalidModule(place, this);
  }
}
