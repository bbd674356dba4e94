package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.Fixtures.Guest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiled code pays for several blocks at once and keeps memories in variables; the interpreter
 * does neither. What a call does and costs must be the same.
 */
class MeteringTest {
  private static final List<String> FUNCTIONS =
      List.of(
          "recursion",
          "quiet",
          "nested",
          "calling",
          "growing",
          "switch",
          "operands",
          "beyond",
          "divide",
          "callee",
          "mismatch",
          "missing",
          "charges",
          "descent",
          "dive");

  static Stream<Arguments> calls() {
    List<Arguments> calls = new ArrayList<>();
    for (String function : FUNCTIONS) {
      for (int argument : new int[] {0, 1, 2, 3, 9, 15}) {
        calls.add(Arguments.of(function, argument));
      }
    }
    calls.add(Arguments.of("quiet", 60_000));
    calls.add(Arguments.of("quiet", 70_000));
    calls.add(Arguments.of("operands", 65_536));
    calls.add(Arguments.of("callee", 30_000));
    return calls.stream();
  }

  private static final Map<Engine.Mode, CoreModule> MODULES = new EnumMap<>(Engine.Mode.class);

  @BeforeAll
  static void prepare() {
    for (Engine.Mode mode : Engine.Mode.values()) {
      MODULES.put(mode, Fixtures.module(Engines.create(mode), "metering"));
    }
  }

  /** How a call ended, and what it used. */
  private record Outcome(String end, long fuel) {
    static Outcome of(Engine.Mode mode, String function, int argument, long fuel) {
      Store store = Engines.create(mode).newStore(Fixtures.MIB);
      Guest guest = new Guest(store, Fixtures.instantiate(store, MODULES.get(mode)));
      guest.store().enter(new CallLimits(fuel, Duration.ofSeconds(60), 0));
      String end;
      try {
        end = "returned " + guest.function(function).call(argument)[0];
      } catch (Trap trap) {
        end = "trapped: " + trap.kind();
      } catch (LimitExceeded limit) {
        end = limit.getMessage();
      }
      return new Outcome(end, guest.store().leave().fuel());
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void compiledCodeEndsAndCostsAsInterpretedCode(String function, int argument) {
    long enough = 3_000_000;
    Outcome interpreted = Outcome.of(Engine.Mode.INTERPRETER, function, argument, enough);
    assertEquals(interpreted, Outcome.of(Engine.Mode.COMPILER, function, argument, enough));
    for (long part = 0; part < 5; part++) {
      long fuel = Math.min(interpreted.fuel(), 100_000) * part / 5;
      assertEquals(
          Outcome.of(Engine.Mode.INTERPRETER, function, argument, fuel),
          Outcome.of(Engine.Mode.COMPILER, function, argument, fuel),
          "with " + fuel + " units");
    }
  }

  /** Counts by a charge of one before each instruction, which the module itself then executes. */
  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void eachInstructionExecutedCostsOne(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    byte[] bytes = Fixtures.wasm("metering");
    CoreModule module = engine.prepare(List.of(bytes)).get(0);
    CoreModule counted = engine.prepare(List.of(CountedModule.of(bytes))).get(0);
    for (String function :
        List.of("recursion", "quiet", "nested", "calling", "switch", "operands")) {
      for (int argument : new int[] {1, 2, 3}) {
        long fuel = fuel(engine, module, function, argument);
        // The instruction, the three of the charge, and what is charged.
        assertEquals(5 * fuel, fuel(engine, counted, function, argument), function);
      }
    }
  }

  private static long fuel(Engine engine, CoreModule module, String function, int argument) {
    Store store = engine.newStore(Fixtures.MIB);
    CoreInstance instance = Fixtures.instantiate(store, module);
    return new Guest(store, instance).use(Fixtures.PLENTY, function, argument).fuel();
  }
}
