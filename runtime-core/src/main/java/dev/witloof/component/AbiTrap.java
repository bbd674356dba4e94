package dev.witloof.component;

import dev.witloof.engine.Trap;

/** A guest broke a rule of the canonical ABI. {@link #rule()} says which. */
public final class AbiTrap extends Trap {
  private static final long serialVersionUID = 1L;

  /**
   * The traps of CanonicalABI.md that synchronous functions can cause, one constant each; the
   * comment of a constant names the function of the specification that traps.
   */
  public enum Rule {
    /** {@code convert_i32_to_char}. */
    CHAR_OUT_OF_RANGE("invalid `char` bit pattern 0x%x: beyond 0x10ffff"),
    /** {@code convert_i32_to_char}. */
    CHAR_IS_SURROGATE("invalid `char` bit pattern 0x%x: a surrogate"),
    /** {@code load_variant} and {@code lift_flat_variant}; enums, options and results too. */
    INVALID_DISCRIMINANT("invalid variant discriminant %d of %d cases"),

    /** {@code load_string_from_range}. */
    STRING_TOO_LONG("string of %d bytes is longer than the canonical ABI allows (%d)"),
    /** {@code load_string_from_range}. */
    STRING_MISALIGNED("unaligned pointer: string at 0x%x is not aligned to %d"),
    /** {@code load_string_from_range}. */
    STRING_OUT_OF_BOUNDS(
        "string pointer/length out of bounds of memory: %2$d bytes at 0x%1$x of %3$d"),
    /** {@code load_string_from_range}. */
    INVALID_UTF8("invalid utf-8: string of %d bytes at 0x%x"),
    /** {@code load_string_from_range}. */
    INVALID_UTF16("invalid utf-16: string of %d bytes at 0x%x"),
    /** {@code store_string_into_range} and the functions it calls. */
    STRING_REALLOC_MISALIGNED("realloc return: result not aligned: string at 0x%x to %d"),
    /** {@code store_string_into_range} and the functions it calls. */
    STRING_REALLOC_OUT_OF_BOUNDS(
        "realloc return: beyond end of memory: string of %2$d bytes at 0x%1$x of %3$d"),

    /** {@code load_list_from_range}. */
    LIST_TOO_LONG("list of %d elements of %d bytes is longer than the canonical ABI allows (%d)"),
    /** {@code load_list_from_range}. */
    LIST_MISALIGNED("unaligned pointer: list at 0x%x is not aligned to %d"),
    /** {@code load_list_from_range}. */
    LIST_OUT_OF_BOUNDS("list pointer/length out of bounds of memory: %2$d bytes at 0x%1$x of %3$d"),
    /** {@code store_list_into_range}. */
    LIST_REALLOC_MISALIGNED("realloc return: result not aligned: list at 0x%x to %d"),
    /** {@code store_list_into_range}. */
    LIST_REALLOC_OUT_OF_BOUNDS(
        "realloc return: beyond end of memory: list of %2$d bytes at 0x%1$x of %3$d"),

    /** {@code lift_flat_values}, of the parameters of a lowered function. */
    PARAMETERS_MISALIGNED("unaligned pointer: parameters at 0x%x are not aligned to %d"),
    /** {@code lift_flat_values}, of the parameters of a lowered function. */
    PARAMETERS_OUT_OF_BOUNDS(
        "parameters pointer out of bounds of memory: %2$d bytes at 0x%1$x of %3$d"),
    /** {@code lower_flat_values}, to the parameters of a lifted function. */
    PARAMETERS_REALLOC_MISALIGNED("realloc return: result not aligned: parameters at 0x%x to %d"),
    /** {@code lower_flat_values}, to the parameters of a lifted function. */
    PARAMETERS_REALLOC_OUT_OF_BOUNDS(
        "realloc return: beyond end of memory: parameters of %2$d bytes at 0x%1$x of %3$d"),
    /** {@code lift_flat_values}, of the result of a lifted function. */
    RESULT_MISALIGNED("unaligned pointer: results at 0x%x are not aligned to %d"),
    /** {@code lift_flat_values}, of the result of a lifted function. */
    RESULT_OUT_OF_BOUNDS("results pointer out of bounds of memory: %2$d bytes at 0x%1$x of %3$d"),
    /** {@code lower_flat_values}, to the place that the caller of a lowered function gave. */
    RETURN_POINTER_MISALIGNED("unaligned pointer: place for results at 0x%x is not aligned to %d"),
    /** {@code lower_flat_values}, to the place that the caller of a lowered function gave. */
    RETURN_POINTER_OUT_OF_BOUNDS(
        "place for results out of bounds of memory: %2$d bytes at 0x%1$x of %3$d"),

    /** {@code Table.get}, and with it {@code lift_own}, {@code lift_borrow}, the built-ins. */
    UNKNOWN_HANDLE("unknown handle index %s"),
    /** {@code lift_own}, {@code lift_borrow}, {@code resource.drop}, {@code resource.rep}. */
    WRONG_RESOURCE_TYPE(
        "handle index %d used with the wrong type, expected resource %s but found resource %s"),
    /** {@code lift_own} and {@code resource.drop}. */
    HANDLE_LENT("cannot remove owned resource while borrowed: handle index %d of resource %s"),
    /** {@code lift_own}. */
    HANDLE_NOT_OWNED("cannot lift own resource from a borrow: handle index %d of resource %s"),
    /** {@code Table.add}. */
    HANDLE_TABLE_FULL("handle table full: more than %d handles"),
    /** {@code Task.return_}. */
    BORROWS_REMAIN("borrow handles still remain at the end of the call: %d"),

    /** {@code Store.lift}; destructors are called so, too. */
    CANNOT_ENTER("cannot enter component instance: call of %s: %s"),
    /** {@code canon_lower}, {@code resource.new} and {@code resource.drop}. */
    CANNOT_LEAVE("cannot leave component instance: call of %s from realloc or post-return");

    private final String message;

    Rule(String message) {
      this.message = message;
    }
  }

  private final Rule rule;

  /** A trap whose message is that of the rule; {@code details} are what that message tells. */
  public AbiTrap(Rule rule, Object... details) {
    super(Kind.CANONICAL_ABI, rule.message.formatted(details));
    this.rule = rule;
  }

  /** The rule that was broken. */
  public Rule rule() {
    return rule;
  }
}
