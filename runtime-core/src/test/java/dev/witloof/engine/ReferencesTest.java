package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.Fixtures.Guest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Function references: free within an instance, refused where they would leave it. */
class ReferencesTest {
  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void referencesMoveWithinAnInstance(Engine.Mode mode) {
    Guest guest = guest(mode, "references");
    guest.call("init", 0, 0, 2);
    assertEquals(2, guest.call("call", 1));
    guest.call("move", 0, 3);
    assertEquals(1, guest.call("call", 3));
    // The second table is shorter than the index that is copied from.
    guest.call("copy", 1, 3, 1);
    assertEquals(1, guest.call("call_u", 1));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void tableInstructionsOutOfBoundsTrap(Engine.Mode mode) {
    for (long[] args : new long[][] {{3, 0, 2}, {0, 1, 2}, {-1, 0, 1}, {0, 0, -1}}) {
      Guest init = guest(mode, "references");
      assertThrows(Trap.class, () -> init.call("init", args));
    }
    for (long[] args : new long[][] {{1, 0, 2}, {0, 3, 2}, {-1, 0, 1}, {0, 0, -1}}) {
      Guest copy = guest(mode, "references");
      assertThrows(Trap.class, () -> copy.call("copy", args));
    }
    Guest overflow = guest(mode, "references");
    assertThrows(Trap.class, () -> overflow.call("init", 0, 0x7fffffff, 2));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void tableBombEndsByTheMemoryLimit(Engine.Mode mode) {
    Guest guest = guest(mode, "references", 1 << 20);
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> guest.call("bomb"));
    assertEquals(LimitExceeded.Limit.MEMORY, e.limit());
  }

  @ParameterizedTest
  @CsvSource({
    "funcref-import,import \"a\" \"b\" passes a funcref",
    "funcref-global,export \"g\" passes a funcref",
    "funcref-get,table.get on an imported or exported table",
    "funcref-call,call_indirect passes a funcref through a shared table"
  })
  void referencesThatWouldLeaveTheInstanceAreRefused(String fixture, String reason) {
    Engine engine = Engines.create(Engine.Mode.INTERPRETER);
    List<byte[]> modules = List.of(Fixtures.wasm(fixture));
    String message = assertThrows(InvalidModule.class, () -> engine.prepare(modules)).getMessage();
    assertTrue(message.contains(reason), message);
  }
}
