package dev.witloof.component;

import dev.witloof.engine.PlainText;

/**
 * A component is malformed, invalid, beyond a structural limit, or needs something that is refused;
 * the message says which, and where. It is one line of bounded length, without control characters,
 * whatever names the component has.
 */
public final class InvalidComponent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of fault it is. */
  public enum Kind {
    /** The bytes do not follow the binary format. */
    MALFORMED,
    /** The definitions break a validation rule. */
    INVALID,
    /** A proposal or form that is recognised but not supported. */
    UNSUPPORTED,
    /** Larger or deeper than the limits allow. */
    LIMIT
  }

  private final Kind kind;
  private final long offset;

  public InvalidComponent(Kind kind, long offset, String message) {
    super(PlainText.line(message) + " (at byte 0x" + Long.toHexString(offset) + ")");
    this.kind = kind;
    this.offset = offset;
  }

  public Kind kind() {
    return kind;
  }

  /** The byte of the component, counted from 0, where the fault was found. */
  public long offset() {
    return offset;
  }
}
