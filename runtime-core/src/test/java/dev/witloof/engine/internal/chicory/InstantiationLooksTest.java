package dev.witloof.engine.internal.chicory;

import static dev.witloof.engine.WasmBuilder.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.WasmBuilder;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often the clock is looked at while a module is instantiated, and its start function runs. */
class InstantiationLooksTest {
  private static final int COUNT = 1_000;
  private static final int I32 = 0x7f;

  private long looks;

  private void assertLooks(
      int least, Engine.Mode mode, WasmBuilder module, List<? extends CoreExtern> imports) {
    ChicoryStore store = new ChicoryStore(1L << 30, new FuelTank(() -> ++looks));
    var prepared = Engines.create(mode).prepare(List.of(module.build())).get(0);
    store.enter(new CallLimits(1L << 40, Duration.ofSeconds(1), 0));
    long before = looks;
    prepared.instantiate(store, List.copyOf(imports));
    store.leave();
    assertTrue(looks - before >= least, () -> "only " + (looks - before) + " looks");
  }

  /** A constant of 0, or what a constant expression may come to in 1,024 bytes. */
  private static WasmOutput offset() {
    WasmOutput offset = new WasmOutput(1024).u8(Opcodes.I32_CONST).u8(0);
    for (int i = 0; i < 300; i++) {
      offset.u8(Opcodes.I32_CONST).u8(0).u8(0x6a);
    }
    return offset.u8(Opcodes.END);
  }

  private static WasmOutput repeated(WasmOutput once) {
    WasmOutput all = new WasmOutput(COUNT * (once.size() + 1)).u32(COUNT);
    for (int i = 0; i < COUNT; i++) {
      all.append(once);
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void forEachDataSegmentWithNothingInIt(Engine.Mode mode) {
    WasmOutput segment = bytes(0).append(offset()).u8(0);
    assertLooks(
        COUNT,
        mode,
        new WasmBuilder()
            .section(Sections.MEMORY, bytes(1, 0, 1))
            .section(Sections.DATA, repeated(segment)),
        List.of());
  }

  @ParameterizedTest
  @EnumSource
  void forEachElementSegmentWithNothingInIt(Engine.Mode mode) {
    WasmOutput segment = bytes(0).append(offset()).u8(0);
    assertLooks(
        COUNT,
        mode,
        new WasmBuilder()
            .section(Sections.TABLE, bytes(1, 0x70, 0, 1))
            .section(Sections.ELEMENT, repeated(segment)),
        List.of());
  }

  @ParameterizedTest
  @EnumSource
  void forEachGlobal(Engine.Mode mode) {
    assertLooks(
        COUNT,
        mode,
        new WasmBuilder().section(Sections.GLOBAL, repeated(bytes(I32, 0).append(offset()))),
        List.of());
  }

  /** Linking compares each import with all before it. */
  @ParameterizedTest
  @EnumSource
  void forSomeThousandPairsOfImports(Engine.Mode mode) {
    WasmOutput function = bytes(1, 'm', 1, 'f', 0, 0);
    assertLooks(
        COUNT * COUNT / 2 / 4096,
        mode,
        new WasmBuilder()
            .section(Sections.TYPE, bytes(1, 0x60, 0, 0))
            .section(Sections.IMPORT, repeated(function)),
        Collections.nCopies(
            COUNT,
            Engines.create(mode)
                .hostFunction(new CoreType.Func(List.of(), List.of()), values -> values)));
  }

  /** Chicory would put them into a map, for each instance, without a look. */
  @Test
  void nothingIsDoneForExports() {
    byte[] module =
        new WasmBuilder()
            .section(Sections.MEMORY, bytes(1, 0, 1))
            .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("m").u8(2).u8(0))
            .build();
    assertEquals(0, ModuleParser.parse(module).module().exportSection().exportCount());
    ChicoryStore store = new ChicoryStore(1 << 20, new FuelTank(() -> ++looks));
    store.enter(new CallLimits(1L << 40, Duration.ofSeconds(1), 0));
    var instance =
        Engines.create(Engine.Mode.INTERPRETER)
            .prepare(List.of(module))
            .get(0)
            .instantiate(store, List.of());
    assertTrue(instance.export("m").isPresent());
    store.leave();
  }

  /** What an interpreted function takes is found out at its first call, and not paid for. */
  @Test
  void forEach65536InstructionsThatAreCalledForTheFirstTime() {
    int instructions = 2_000_000;
    WasmOutput start = new WasmOutput(instructions + 8).u8(0).u8(Opcodes.RETURN);
    for (int i = 0; i < instructions; i++) {
      start.u8(Opcodes.NOP);
    }
    assertLooks(
        instructions / 65_536,
        Engine.Mode.INTERPRETER,
        new WasmBuilder()
            .section(Sections.TYPE, bytes(1, 0x60, 0, 0))
            .section(Sections.FUNCTION, bytes(1, 0))
            .section(Sections.START, bytes(0))
            .section(Sections.CODE, bytes(1).sized(start.u8(Opcodes.END))),
        List.of());
  }

  /** All of them are one block, which is one charge; each can take microseconds. */
  @Test
  void forEach128InterpretedCalls() {
    int calls = 60_000;
    WasmOutput start = new WasmOutput(2 * calls + 2).u8(0);
    for (int i = 0; i < calls; i++) {
      start.u8(Opcodes.CALL).u8(0);
    }
    assertLooks(
        calls / 128,
        Engine.Mode.INTERPRETER,
        new WasmBuilder()
            .section(Sections.TYPE, bytes(1, 0x60, 0, 0))
            .section(Sections.FUNCTION, bytes(2, 0, 0))
            .section(Sections.START, bytes(1))
            .section(
                Sections.CODE, bytes(2).sized(bytes(0, Opcodes.END)).sized(start.u8(Opcodes.END))),
        List.of());
  }
}
