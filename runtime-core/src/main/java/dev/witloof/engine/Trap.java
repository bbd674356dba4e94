package dev.witloof.engine;

/**
 * A trap of the guest. The instance that trapped must not be used again. The message is one line of
 * bounded length, without control characters, whatever it quotes of the guest.
 */
public class Trap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the guest trapped. */
  public enum Kind {
    UNREACHABLE,
    MEMORY_OUT_OF_BOUNDS,
    TABLE_OUT_OF_BOUNDS,
    UNDEFINED_ELEMENT,
    UNINITIALIZED_ELEMENT,
    INDIRECT_CALL_TYPE_MISMATCH,
    INTEGER_DIVIDE_BY_ZERO,
    INTEGER_OVERFLOW,
    INVALID_CONVERSION,
    STACK_OVERFLOW,
    /** A rule of the canonical ABI was broken: {@code dev.witloof.component.AbiTrap} says which. */
    CANONICAL_ABI,
    /** A host function failed or trapped; the message says which. */
    HOST,
    /** The engine failed on this guest in a way it should not have. */
    ENGINE_FAULT
  }

  private final Kind kind;

  public Trap(Kind kind, String message) {
    super(PlainText.line(message));
    this.kind = kind;
  }

  public Trap(Kind kind, String message, Throwable cause) {
    super(PlainText.line(message), cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
