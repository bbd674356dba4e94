package dev.witloof.component;

import static dev.witloof.component.AbiGuest.LIMITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.AbiGuest.Seen;
import dev.witloof.component.AbiGuest.Thing;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a guest can break a rule ends in a failure that says which. */
class HostileGuestTest {
  /** How the guest runs; the same rules hold in every mode. */
  Engine.Mode mode() {
    return Engine.Mode.COMPILER;
  }

  private ComponentInstance instance() {
    return AbiGuest.instance(mode(), new Seen());
  }

  private static void poisoned(ComponentInstance instance, Throwable first) {
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> instance.export("add").call(LIMITS, 1, 2));
    assertSame(first, refused.getCause());
    assertTrue(refused.getMessage().contains(first.getMessage()), refused.getMessage());
  }

  private Trap trap(String export, Object... arguments) {
    try (ComponentInstance instance = instance()) {
      ComponentFunction function = instance.export(export);
      Trap trap = assertThrows(Trap.class, () -> function.call(LIMITS, arguments));
      poisoned(instance, trap);
      return trap;
    }
  }

  private LimitExceeded limit(String export, Object... arguments) {
    try (ComponentInstance instance = instance()) {
      ComponentFunction function = instance.export(export);
      LimitExceeded limit =
          assertThrows(LimitExceeded.class, () -> function.call(LIMITS, arguments));
      poisoned(instance, limit);
      return limit;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string-malformed | INVALID_UTF8 | invalid utf-8: string of 2 bytes at 0x10",
        "string-out-of-bounds | STRING_OUT_OF_BOUNDS | string pointer/length out of bounds of memory: 16 bytes at 0xfffffff8",
        "string-too-long | STRING_TOO_LONG | string of 268435456 bytes is longer than the canonical ABI allows",
        "list-misaligned | LIST_MISALIGNED | unaligned pointer: list at 0x21 is not aligned to 4",
        "list-out-of-bounds | LIST_OUT_OF_BOUNDS | list pointer/length out of bounds of memory: 8 bytes at 0x3fffc",
        "list-too-long | LIST_TOO_LONG | list of 67108864 elements of 4 bytes is longer than the canonical ABI allows",
        "result-misaligned | RESULT_MISALIGNED | unaligned pointer: results at 0x2 are not aligned to 4",
        "result-out-of-bounds | RESULT_OUT_OF_BOUNDS | results pointer out of bounds of memory: 8 bytes at 0x3fffc",
        "char-surrogate | CHAR_IS_SURROGATE | invalid `char` bit pattern 0xd800",
        "case-unknown | INVALID_DISCRIMINANT | invalid variant discriminant 2 of 2 cases",
        "post-leaves | CANNOT_LEAVE | cannot leave component instance: call of test:host/things@0.1.0#wrong",
        "drop-twice | UNKNOWN_HANDLE | unknown handle index 1",
        "drop-unknown | UNKNOWN_HANDLE | unknown handle index 99",
        "drop-negative | UNKNOWN_HANDLE | unknown handle index 4294967295",
        "drop-other | WRONG_RESOURCE_TYPE | handle index 1 used with the wrong type, expected resource res",
        "give-twice | UNKNOWN_HANDLE | unknown handle index 1",
        "echo-bad-pointer | RETURN_POINTER_MISALIGNED | unaligned pointer: place for results at 0x2 is not aligned to 4",
        "echo-malformed | INVALID_UTF8 | invalid utf-8: string of 2 bytes at 0x10",
      })
  void trapsWithItsOwnRuleAndMessage(String export, Rule rule, String message) {
    trapped(rule, message, trap(export));
  }

  private static void trapped(Rule rule, String message, Trap trap) {
    assertEquals(Trap.Kind.CANONICAL_ABI, trap.kind());
    assertEquals(rule, assertInstanceOf(AbiTrap.class, trap).rule());
    assertTrue(trap.getMessage().contains(message), trap.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call-fail | host function test:host/things@0.1.0#fail failed: java.lang.Unsupported",
        "call-wrong | host function test:host/things@0.1.0#wrong gave a wrong value: result: expected u32",
      })
  void trapsWhereTheHostFails(String export, String message) {
    Trap trap = trap(export);

    assertEquals(Trap.Kind.HOST, trap.kind());
    assertTrue(trap.getMessage().contains(message), trap.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "take-beyond | STRING_REALLOC_OUT_OF_BOUNDS | realloc return: beyond end of memory: string of 3 bytes at 0xfffffff0",
        "take-leaves | CANNOT_LEAVE | cannot leave component instance: call of test:host/things@0.1.0#fail",
      })
  void trapsInTheAllocator(String export, Rule rule, String message) {
    trapped(rule, message, trap(export, "abc"));
  }

  @Test
  void trapsOnAMisalignedAllocation() {
    assertEquals(
        "realloc return: result not aligned: list at 0x1 to 4",
        trap("take-misaligned", List.of(1L)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"post-traps", "trap"})
  void reportsTheGuestsOwnTrap(String export) {
    assertEquals(Trap.Kind.UNREACHABLE, trap(export).kind());
  }

  @Test
  void reportsATrapOfTheAllocator() {
    assertEquals(Trap.Kind.UNREACHABLE, trap("take-traps", "abc").kind());
  }

  @Test
  void spendsFuelInPostReturn() {
    assertEquals(Limit.FUEL, limit("post-loops").limit());
  }

  @Test
  void paysForEachCallOfTheHost() {
    Seen seen = new Seen();
    CallLimits limits = new CallLimits(1_000_000, LIMITS.deadline(), 1 << 20);
    try (ComponentInstance instance = AbiGuest.instance(mode(), seen)) {
      ComponentFunction forever = instance.export("things-forever");
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> forever.call(limits));
      assertEquals(Limit.FUEL, limit.limit());
    }
    // A constructor and a drop cost 500 each, whatever the guest's own instructions cost.
    assertTrue(seen.dropped.size() < 1_000, () -> seen.dropped.size() + " things");
  }

  @Test
  void spendsFuelInTheAllocator() {
    assertEquals(Limit.FUEL, limit("take-loops", "abc").limit());
  }

  @Test
  void endsAtTheDeadlineInTheAllocator() {
    CallLimits brief = new CallLimits(Long.MAX_VALUE, Duration.ofMillis(50), 1 << 20);
    try (ComponentInstance instance = instance()) {
      ComponentFunction take = instance.export("take-loops");
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> take.call(brief, "abc"));
      assertEquals(Limit.DEADLINE, limit.limit());
    }
  }

  @ParameterizedTest
  @CsvSource({"aliased-lists", "many-elements"})
  void countsEveryLiftedByteBeforeItIsAllocated(String export) {
    CallLimits limits = new CallLimits(LIMITS.fuel(), LIMITS.deadline(), 1 << 20);
    try (ComponentInstance instance = instance()) {
      ComponentFunction function = instance.export(export);
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> function.call(limits));
      assertEquals(Limit.LIFTED_BYTES, limit.limit());
      assertEquals(1 << 20, limit.budget());
    }
  }

  @Test
  void capsTheHandleTable() {
    LimitExceeded limit = limit("fill-table");

    assertEquals(Limit.HANDLES, limit.limit());
    assertEquals(20, limit.budget());
  }

  @Test
  void survivesDeepRecursion() {
    CallLimits limits = new CallLimits(Long.MAX_VALUE, LIMITS.deadline(), 1 << 20);
    try (ComponentInstance instance = instance()) {
      ComponentFunction recurse = instance.export("recurse");
      Trap trap = assertThrows(Trap.class, () -> recurse.call(limits));
      assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind());
    }
    try (ComponentInstance next = instance()) {
      assertEquals(3, next.export("add").call(LIMITS, 1, 2));
    }
  }

  @Test
  void trapsWhenABorrowIsKept() {
    try (ComponentInstance instance = instance()) {
      ComponentFunction leak = instance.export("leak-borrow");
      Trap trap = assertThrows(Trap.class, () -> leak.call(LIMITS, new Thing(1, new Seen())));
      assertEquals("borrow handles still remain at the end of the call: 1", trap.getMessage());
    }
  }

  @Test
  void trapsWhenABorrowIsGivenAway() {
    try (ComponentInstance instance = instance()) {
      ComponentFunction give = instance.export("give-borrowed");
      Trap trap = assertThrows(Trap.class, () -> give.call(LIMITS, new Thing(1, new Seen())));
      assertEquals(
          "cannot lift own resource from a borrow: handle index 1 of resource thing",
          trap.getMessage());
    }
  }

  @Test
  void limitsADestructorThatLoops() {
    try (ComponentInstance instance = instance()) {
      GuestResource resource = (GuestResource) instance.export("make").call(LIMITS, 1L);
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> resource.drop(LIMITS));
      assertEquals(Limit.FUEL, limit.limit());
      poisoned(instance, limit);
    }
  }

  @Test
  void reportsADestructorThatTraps() {
    try (ComponentInstance instance = instance()) {
      GuestResource resource = (GuestResource) instance.export("make").call(LIMITS, 2L);
      Trap trap = assertThrows(Trap.class, () -> resource.drop(LIMITS));
      assertEquals(Trap.Kind.UNREACHABLE, trap.kind());
    }
  }

  @Test
  void keepsTheCauseOfAFailingHostFunction() {
    assertInstanceOf(UnsupportedOperationException.class, trap("call-fail").getCause());
  }
}
