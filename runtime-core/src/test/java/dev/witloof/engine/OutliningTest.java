package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.chicory.ChicoryEngine;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module that is cut does what it does uncut, and burns the same fuel. */
class OutliningTest {
  private static final int I32 = 0x7f;
  private static final OutlineThreshold SMALL = new OutlineThreshold(300, 40);
  private static final OutlineThreshold SMALL_PARTS = new OutlineThreshold(300, 40, 80);

  /** Everything that can be seen of calls with arguments from -3 to 60. */
  private static List<String> behaviour(Engine engine, String function) {
    List<String> seen = new ArrayList<>();
    Store store = engine.newStore(Fixtures.MIB);
    CoreModule module = Fixtures.module(engine, "outline");
    assertEquals(List.of(), module.interpretedFunctions());
    Fixtures.Guest guest = new Fixtures.Guest(store, Fixtures.instantiate(store, module));
    for (int n = -3; n <= 60; n++) {
      store.enter(Fixtures.PLENTY);
      String result;
      try {
        result = Long.toString(guest.function(function).call(n)[0]);
      } catch (Trap e) {
        result = e.kind().toString();
      }
      seen.add("%d: %s, fuel %d".formatted(n, result, store.leave().fuel()));
    }
    seen.add("count " + guest.call("count"));
    return seen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"interpret", "operands", "parameters", "trap"})
  void nothingChanges(String function) {
    List<String> expected =
        behaviour(new ChicoryEngine(Engine.Mode.INTERPRETER, OutlineThreshold.NEVER), function);
    for (Engine.Mode mode : Engine.Mode.values()) {
      for (OutlineThreshold threshold :
          List.of(OutlineThreshold.NEVER, SMALL, SMALL_PARTS, OutlineThreshold.TINY)) {
        assertEquals(
            expected,
            behaviour(new ChicoryEngine(mode, threshold), function),
            mode + " " + threshold);
      }
    }
  }

  /** {@code f}: as many statements as said, each of which adds its number to the result. */
  private static byte[] statements(int count, int locals) {
    WasmOutput body = new WasmOutput(16 * count).u8(1).u32(locals).u8(I32);
    for (int i = 0; i < count; i++) {
      body.u8(Opcodes.LOCAL_GET).u8(0).u8(Opcodes.I32_CONST).signed(i).u8(0x6a);
      body.u8(Opcodes.LOCAL_SET).u8(0);
      body.u8(Opcodes.LOCAL_GET).u8(0).u8(Opcodes.LOCAL_SET).u32(1 + i % locals);
    }
    body.u8(Opcodes.LOCAL_GET).u8(0).u8(Opcodes.END);
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 1, I32, 1, I32))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u32(0))
        .section(Sections.CODE, new WasmOutput(body.size() + 8).u32(1).sized(body))
        .build();
  }

  @Test
  void largeFunctionsRunCompiled() {
    int count = 40_000;
    Engine engine = Engines.create(Engine.Mode.COMPILER);
    CoreModule module = engine.prepare(List.of(statements(count, 3))).get(0);
    assertEquals(List.of(), module.interpretedFunctions());
    assertEquals(0, module.slowMethods(TargetJvm.DEFAULTS));
    Store store = engine.newStore(0);
    CoreInstance instance = Fixtures.instantiate(store, module);
    store.enter(Fixtures.PLENTY);
    long[] result = ((CoreFunction) instance.export("f").orElseThrow()).call(7);
    assertEquals(7 + count / 2 * (count - 1), (int) result[0]);
    assertEquals(6L * count + 1, store.leave().fuel());
  }

  @Test
  void whatHasMoreLocalsThanAMethodCanPrepareStaysInterpreted() {
    Engine engine = Engines.create(Engine.Mode.COMPILER);
    CoreModule module = engine.prepare(List.of(statements(60_000, 20_000))).get(0);
    assertEquals(
        List.of(new InterpretedFunction(0, Optional.empty(), InterpretedFunction.Reason.SIZE)),
        module.interpretedFunctions());
  }

  @Test
  void methodsThatHotSpotWillNotCompileAreCounted() {
    Engine uncut = new ChicoryEngine(Engine.Mode.COMPILER, OutlineThreshold.NEVER);
    CoreModule module = uncut.prepare(List.of(statements(2_000, 3))).get(0);
    assertEquals(1, module.slowMethods(TargetJvm.DEFAULTS));
    assertEquals(0, module.slowMethods(TargetJvm.LARGE_METHODS));
    // The test's JVM has HotSpot's default flags.
    assertEquals(1, module.slowMethods(TargetJvm.THIS));
    assertTrue(Engines.LARGE_METHOD_FLAGS.contains("-XX:-DontCompileHugeMethods"));
  }
}
