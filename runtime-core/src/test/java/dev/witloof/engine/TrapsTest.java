package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.Fixtures.Guest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to trap is reported by its kind, whatever Chicory throws, and the JVM goes on. */
class TrapsTest {
  static Stream<Arguments> traps() {
    Map<String, Trap.Kind> kinds =
        Map.ofEntries(
            Map.entry("unreachable", Trap.Kind.UNREACHABLE),
            Map.entry("memory", Trap.Kind.MEMORY_OUT_OF_BOUNDS),
            Map.entry("memory_fill", Trap.Kind.MEMORY_OUT_OF_BOUNDS),
            Map.entry("memory_copy", Trap.Kind.MEMORY_OUT_OF_BOUNDS),
            Map.entry("table", Trap.Kind.TABLE_OUT_OF_BOUNDS),
            Map.entry("undefined", Trap.Kind.UNDEFINED_ELEMENT),
            Map.entry("uninitialized", Trap.Kind.UNINITIALIZED_ELEMENT),
            Map.entry("mismatch", Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH),
            Map.entry("divide", Trap.Kind.INTEGER_DIVIDE_BY_ZERO),
            Map.entry("overflow", Trap.Kind.INTEGER_OVERFLOW),
            Map.entry("conversion", Trap.Kind.INVALID_CONVERSION));
    List<Arguments> all = new ArrayList<>();
    for (Engine.Mode mode : Engine.Mode.values()) {
      kinds.forEach((name, kind) -> all.add(Arguments.of(mode, name, kind)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("traps")
  void trapHasItsKind(Engine.Mode mode, String export, Trap.Kind kind) {
    Guest guest = guest(mode, "traps");
    assertEquals(kind, assertThrows(Trap.class, () -> guest.call(export)).kind());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void endlessRecursionTrapsAndTheJvmGoesOn(Engine.Mode mode) {
    for (int i = 0; i < 3; i++) {
      Guest guest = guest(mode, "traps");
      Trap trap = assertThrows(Trap.class, () -> guest.call("recursion", 1));
      assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind());
      assertEquals(42, guest(mode, "traps").call("fine"));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void hostFailuresPassUnchangedAndHostTrapsStayTraps(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = Fixtures.module(engine, "linked");
    CoreType.Func type = new CoreType.Func(List.of(CoreType.Val.I32), List.of(CoreType.Val.I32));
    RuntimeException[] failures = {
      new UnsupportedOperationException("host"),
      new IndexOutOfBoundsException("host"),
      new LimitExceeded(LimitExceeded.Limit.HANDLES, 1, 2),
      new Trap(Trap.Kind.HOST, "host")
    };
    for (RuntimeException failure : failures) {
      Store store = engine.newStore(Fixtures.MIB);
      CoreFunction failing =
          engine.hostFunction(
              type,
              args -> {
                throw failure;
              });
      Guest counter = new Guest(store, counter(engine, store));
      CoreGlobal global = (CoreGlobal) counter.instance().export("counter").orElseThrow();
      Guest guest = new Guest(store, Fixtures.instantiate(store, module, failing, failing, global));
      assertEquals(failure, assertThrows(RuntimeException.class, () -> guest.call("both", 1)));
    }
  }

  private static CoreInstance counter(Engine engine, Store store) {
    return Fixtures.instantiate(store, Fixtures.module(engine, "global"));
  }
}
