package dev.witloof.component.internal.abi;

import dev.witloof.engine.Trap;

/**
 * The rules of the canonical ABI that a guest can break. Each is a trap of kind {@link
 * Trap.Kind#HOST} with a message of its own.
 */
public enum AbiTrap {
  INVALID_CHAR("invalid `char` bit pattern 0x%x"),
  INVALID_DISCRIMINANT("invalid variant discriminant %d of %d cases"),
  STRING_TOO_LONG("string of %d bytes is longer than the canonical ABI allows (%d)"),
  STRING_MISALIGNED("unaligned pointer: string at 0x%x is not aligned to %d"),
  STRING_OUT_OF_BOUNDS(
      "string pointer/length out of bounds of memory: %2$d bytes at 0x%1$x of %3$d"),
  STRING_MALFORMED("string at 0x%x is not valid %s"),
  LIST_TOO_LONG("list of %d elements of %d bytes is longer than the canonical ABI allows (%d)"),
  LIST_MISALIGNED("unaligned pointer: list at 0x%x is not aligned to %d"),
  LIST_OUT_OF_BOUNDS("list pointer/length out of bounds of memory: %2$d bytes at 0x%1$x of %3$d"),
  TUPLE_MISALIGNED("unaligned pointer: %s at 0x%x are not aligned to %d"),
  TUPLE_OUT_OF_BOUNDS("%1$s pointer out of bounds of memory: %3$d bytes at 0x%2$x of %4$d"),
  REALLOC_MISALIGNED("realloc return: result not aligned: 0x%x to %d"),
  REALLOC_OUT_OF_BOUNDS("realloc return: beyond end of memory: %2$d bytes at 0x%1$x of %3$d"),
  UNKNOWN_HANDLE("unknown handle index %s"),
  WRONG_RESOURCE_TYPE(
      "handle index %d used with the wrong type, expected resource %s but found resource %s"),
  HANDLE_LENT("cannot remove owned resource handle %d while it is borrowed"),
  HANDLE_NOT_OWNED("cannot take ownership of handle %d of resource %s: it is borrowed"),
  BORROWS_REMAIN("borrow handles still remain at the end of the call: %d"),
  CANNOT_LEAVE("cannot leave component instance: call of %s from realloc or post-return"),
  CANNOT_ENTER("cannot enter component instance: call of %s re-enters an instance that is running"),
  UNUSABLE("cannot enter component instance: call of %s: %s");

  private final String message;

  AbiTrap(String message) {
    this.message = message;
  }

  /** The trap; {@code details} are what the message of this constant tells. */
  public Trap with(Object... details) {
    return new Trap(Trap.Kind.HOST, message.formatted(details));
  }
}
