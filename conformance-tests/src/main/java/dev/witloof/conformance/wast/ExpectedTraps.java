package dev.witloof.conformance.wast;

import static java.util.Map.entry;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.engine.Trap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the texts of {@code assert_trap} mean. They are prefixes of another implementation's
 * messages, so one text may stand for several of our kinds: {@code unaligned pointer} and {@code
 * list content out-of-bounds} do not tell whether a guest passed the pointer or its realloc
 * returned it. A text that is not here matches nothing.
 */
final class ExpectedTraps {
  private static final List<Map.Entry<String, Trap.Kind>> CORE =
      List.of(
          entry("unreachable", Trap.Kind.UNREACHABLE),
          entry("wasm `unreachable` instruction executed", Trap.Kind.UNREACHABLE),
          entry("out of bounds memory access", Trap.Kind.MEMORY_OUT_OF_BOUNDS),
          entry("out of bounds table access", Trap.Kind.TABLE_OUT_OF_BOUNDS),
          entry("null function reference", Trap.Kind.UNINITIALIZED_ELEMENT),
          entry("undefined element", Trap.Kind.UNDEFINED_ELEMENT),
          entry("uninitialized", Trap.Kind.UNINITIALIZED_ELEMENT),
          entry("indirect call type mismatch", Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH),
          entry("integer divide by zero", Trap.Kind.INTEGER_DIVIDE_BY_ZERO),
          entry("integer overflow", Trap.Kind.INTEGER_OVERFLOW),
          entry("invalid conversion to integer", Trap.Kind.INVALID_CONVERSION),
          entry("divide by zero", Trap.Kind.INTEGER_DIVIDE_BY_ZERO),
          entry("call type mismatch", Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH),
          entry("call stack exhausted", Trap.Kind.STACK_OVERFLOW));

  /** Alone, without saying of what: a memory or a table. */
  private static final String OUT_OF_BOUNDS = "out of bounds";

  /** What a text says of a handle besides the rule. */
  private static final Pattern HANDLE = Pattern.compile("handle index \\d+");

  private static final Set<Rule> OUT_OF_BOUNDS_STRING =
      EnumSet.of(
          Rule.STRING_OUT_OF_BOUNDS, Rule.STRING_TOO_LONG, Rule.STRING_REALLOC_OUT_OF_BOUNDS);
  private static final Set<Rule> OUT_OF_BOUNDS_LIST =
      EnumSet.of(Rule.LIST_OUT_OF_BOUNDS, Rule.LIST_TOO_LONG, Rule.LIST_REALLOC_OUT_OF_BOUNDS);
  private static final Set<Rule> MISALIGNED_REALLOC =
      EnumSet.of(
          Rule.STRING_REALLOC_MISALIGNED,
          Rule.LIST_REALLOC_MISALIGNED,
          Rule.PARAMETERS_REALLOC_MISALIGNED);
  private static final Set<Rule> MISALIGNED = EnumSet.copyOf(MISALIGNED_REALLOC);

  static {
    MISALIGNED.addAll(
        EnumSet.of(
            Rule.STRING_MISALIGNED,
            Rule.LIST_MISALIGNED,
            Rule.PARAMETERS_MISALIGNED,
            Rule.RESULT_MISALIGNED,
            Rule.RETURN_POINTER_MISALIGNED));
  }

  private static final Set<Rule> OUT_OF_BOUNDS_REALLOC =
      EnumSet.of(
          Rule.STRING_REALLOC_OUT_OF_BOUNDS,
          Rule.LIST_REALLOC_OUT_OF_BOUNDS,
          Rule.PARAMETERS_REALLOC_OUT_OF_BOUNDS);

  private static final List<Map.Entry<String, Set<Rule>>> CANONICAL_ABI =
      List.of(
          entry("cannot leave component instance", EnumSet.of(Rule.CANNOT_LEAVE)),
          entry("cannot enter component instance", EnumSet.of(Rule.CANNOT_ENTER)),
          entry("cannot remove owned resource while borrowed", EnumSet.of(Rule.HANDLE_LENT)),
          entry("cannot lift own resource from a borrow", EnumSet.of(Rule.HANDLE_NOT_OWNED)),
          entry("borrow handles still remain", EnumSet.of(Rule.BORROWS_REMAIN)),
          entry("unknown handle index", EnumSet.of(Rule.UNKNOWN_HANDLE)),
          entry("handle index", EnumSet.of(Rule.WRONG_RESOURCE_TYPE)),
          entry("invalid utf-8", EnumSet.of(Rule.INVALID_UTF8)),
          entry("incomplete utf-8", EnumSet.of(Rule.INVALID_UTF8)),
          entry("invalid utf-16", EnumSet.of(Rule.INVALID_UTF16)),
          entry("unpaired surrogate", EnumSet.of(Rule.INVALID_UTF16)),
          entry(
              "invalid `char` bit pattern",
              EnumSet.of(Rule.CHAR_OUT_OF_RANGE, Rule.CHAR_IS_SURROGATE)),
          entry("invalid variant discriminant", EnumSet.of(Rule.INVALID_DISCRIMINANT)),
          entry("discriminant", EnumSet.of(Rule.INVALID_DISCRIMINANT)),
          entry("realloc return: beyond end of memory", OUT_OF_BOUNDS_REALLOC),
          entry("realloc return: result not aligned", MISALIGNED_REALLOC),
          entry("string content out-of-bounds", OUT_OF_BOUNDS_STRING),
          entry("string pointer/length out of bounds of memory", OUT_OF_BOUNDS_STRING),
          entry("string pointer not aligned", EnumSet.of(Rule.STRING_MISALIGNED)),
          entry("list content out-of-bounds", OUT_OF_BOUNDS_LIST),
          entry("list pointer/length out of bounds of memory", OUT_OF_BOUNDS_LIST),
          entry("unaligned pointer", MISALIGNED));

  private ExpectedTraps() {}

  static boolean matches(String expected, Trap trap) {
    String text = expected.startsWith("wasm trap: ") ? expected.substring(11) : expected;
    if (trap instanceof AbiTrap abi) {
      return namesHandle(text, abi.getMessage())
          && CANONICAL_ABI.stream()
              .anyMatch(e -> text.startsWith(e.getKey()) && e.getValue().contains(abi.rule()));
    } else if (text.equals(OUT_OF_BOUNDS)) {
      return trap.kind() == Trap.Kind.MEMORY_OUT_OF_BOUNDS
          || trap.kind() == Trap.Kind.TABLE_OUT_OF_BOUNDS;
    }
    return CORE.stream().anyMatch(e -> text.startsWith(e.getKey()) && e.getValue() == trap.kind());
  }

  private static boolean namesHandle(String text, String message) {
    Matcher handle = HANDLE.matcher(text);
    return !handle.find() || message.matches(".*" + handle.group() + "\\b.*");
  }
}
