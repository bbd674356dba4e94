package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.chicory.ChicoryEngine;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions that exceed the JVM's method size. */
class LargeFunctionsTest {
  private static final int I32 = 0x7f;
  private static final int I64 = 0x7e;
  private static final int I64_LT_U = 0x54;
  private static final int I32_DIV_S = 0x6d;

  /** A module of one function, with that type section, exported as f. */
  private static byte[] exported(WasmOutput type, WasmOutput body) {
    return new WasmBuilder()
        .section(Sections.TYPE, type)
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.EXPORT, WasmBuilder.bytes(1, 1, 'f', 0, 0))
        .section(Sections.CODE, new WasmOutput(body.size() + 8).u32(1).sized(body))
        .build();
  }

  /** One exported function that adds 1 to its argument that many times. */
  private static byte[] additions(int count) {
    WasmOutput body = new WasmOutput(4 * count).u8(0).u8(Opcodes.LOCAL_GET).u8(0);
    for (int i = 0; i < count; i++) {
      body.u8(Opcodes.I32_CONST).u8(1).u8(0x6a);
    }
    body.u8(Opcodes.END);
    return exported(WasmBuilder.bytes(1, 0x60, 1, I32, 1, I32), body);
  }

  @Test
  void largeFunctionsRunInterpretedAtTheSamePrice() {
    for (int count : new int[] {1_000, 40_000}) {
      Engine engine = Engines.create(Engine.Mode.COMPILER);
      CoreModule module = engine.prepare(List.of(additions(count))).get(0);
      assertEquals(count > 10_000 ? 1 : 0, module.interpretedFunctions().size());
      Store store = engine.newStore(0);
      CoreFunction function =
          (CoreFunction) Fixtures.instantiate(store, module).export("f").orElseThrow();
      store.enter(Fixtures.PLENTY);
      assertEquals(7 + count, (int) function.call(7)[0]);
      assertEquals(1 + 2L * count, store.leave().fuel());
    }
  }

  /** So that a deadline holds in it, when it is interpreted. */
  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void aLongBlockIsPaidInPieces(Engine.Mode mode) {
    WasmOutput body = new WasmOutput(100_000).u8(0);
    IntStream.range(0, 1_000).forEach(i -> body.u8(Opcodes.NOP));
    body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.I32_CONST).u8(0).u8(I32_DIV_S).u8(Opcodes.DROP);
    IntStream.range(0, FuelSchedule.LONGEST_BLOCK).forEach(i -> body.u8(Opcodes.NOP));
    byte[] module = exported(WasmBuilder.bytes(1, 0x60, 0, 0), body.u8(Opcodes.END));
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(0);
    CoreModule prepared = engine.prepare(List.of(module)).get(0);
    Guest guest = new Guest(store, Fixtures.instantiate(store, prepared));
    assertThrows(Trap.class, () -> guest.use(Fixtures.PLENTY, "f"));
    assertEquals(FuelSchedule.LONGEST_BLOCK, store.lastUsage().fuel());
  }

  /** One exported function that counts how often its argument is less than a number. */
  private static byte[] comparisons(int count) {
    WasmOutput body = new WasmOutput(12 * count).u32(1).u32(1).u8(I32);
    for (int i = 0; i < count; i++) {
      body.u8(Opcodes.I32_CONST).u8(1).u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.LOCAL_GET).u8(0);
      body.u8(Opcodes.I64_CONST).signed(i).u8(I64_LT_U).u8(Opcodes.SELECT);
      body.u8(Opcodes.LOCAL_GET).u8(1).u8(0x6a).u8(Opcodes.LOCAL_SET).u8(1);
    }
    body.u8(Opcodes.LOCAL_GET).u8(1).u8(Opcodes.END);
    return exported(WasmBuilder.bytes(1, 0x60, 1, I64, 1, I32), body);
  }

  @Test
  void aFunctionThatFitsOnlyAsChicoryWritesItCostsTheSame() {
    int count = 2_400;
    for (Engine.Mode mode : Engine.Mode.values()) {
      Engine engine = new ChicoryEngine(mode, OutlineThreshold.NEVER);
      CoreModule module = engine.prepare(List.of(comparisons(count))).get(0);
      assertEquals(List.of(), module.interpretedFunctions());
      Store store = engine.newStore(0);
      Guest guest = new Guest(store, Fixtures.instantiate(store, module));
      assertEquals(count - 8, guest.call("f", 7));
      assertEquals(0, guest.call("f", -1));
      assertEquals(1 + 9L * count, guest.use(Fixtures.PLENTY, "f", 7).fuel());
      CallLimits less = new CallLimits(9L * count, Duration.ofSeconds(60), 0);
      assertThrows(LimitExceeded.class, () -> guest.use(less, "f", 7));
      assertEquals(9L * count + 1, store.lastUsage().fuel());
    }
  }

  @Test
  void manyFunctionsThatAreJustTooLargeDoNotMakeCompilingEndless() {
    // 16,500 labels: 16 KB of wasm, but a JVM jump table of 66 KB.
    WasmOutput body = new WasmOutput(20_000).u8(0);
    body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_TABLE).u32(16_500);
    for (int i = 0; i <= 16_500; i++) {
      body.u8(0);
    }
    body.u8(Opcodes.END);
    Engine engine = Engines.create(Engine.Mode.COMPILER);
    CoreModule module = engine.prepare(List.of(WasmBuilder.functions(8, body))).get(0);
    assertEquals(8, module.interpretedFunctions().size());
  }

  @Test
  void manyLocalsCostFuelAtEachCall() {
    int locals = FuelSchedule.FREE_LOCALS + 10 * FuelSchedule.LOCALS_PER_UNIT;
    byte[] module =
        new WasmBuilder()
            .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
            .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
            .section(Sections.EXPORT, WasmBuilder.bytes(1, 1, 'f', 0, 0))
            .section(
                Sections.CODE,
                new WasmOutput(16)
                    .u32(1)
                    .sized(
                        new WasmOutput(8)
                            .u8(1)
                            .u32(locals)
                            .u8(I32)
                            .u8(Opcodes.NOP)
                            .u8(Opcodes.END)))
            .build();
    Engine engine = Engines.create(Engine.Mode.COMPILER);
    Store store = engine.newStore(0);
    CoreInstance instance = Fixtures.instantiate(store, engine.prepare(List.of(module)).get(0));
    store.enter(Fixtures.PLENTY);
    ((CoreFunction) instance.export("f").orElseThrow()).call();
    assertEquals(10 + 1, store.leave().fuel());
  }
}
