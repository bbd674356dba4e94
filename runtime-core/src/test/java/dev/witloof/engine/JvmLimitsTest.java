package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.PLENTY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.chicory.ChicoryEngine;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Modules that exceed what a class file can hold: 64 KB of code in a method, 65,535 words of stack,
 * constants and frames. Each does the same in every mode for the same fuel, from the cache too,
 * with what cannot be compiled interpreted and named; or is refused by a limit with a name.
 */
class JvmLimitsTest {
  @TempDir Path directory;

  /** What becomes of a module: how its function ended and what it burned, or why it is refused. */
  private static String outcome(Engine engine, byte[] bytes) {
    CoreModule module;
    try {
      module = engine.prepare(List.of(bytes)).get(0);
    } catch (InvalidModule e) {
      assertEquals(InvalidModule.Kind.LIMIT, e.kind(), e.getMessage());
      assertTrue(e.getMessage().contains("the limit"), e.getMessage());
      return e.getMessage();
    }
    Store store = engine.newStore(64 * MIB);
    store.enter(PLENTY);
    CoreInstance instance = module.instantiate(store, List.of());
    CoreFunction function = (CoreFunction) instance.export("f").orElseThrow();
    long[] arguments = new long[function.type().params().size()];
    Arrays.fill(arguments, 3);
    long[] results = function.call(arguments);
    return Arrays.toString(results) + " for " + store.leave().fuel();
  }

  private Map<String, Engine> engines() {
    Map<String, Engine> engines = new LinkedHashMap<>();
    engines.put("compiled", Engines.create(Engine.Mode.COMPILER));
    for (OutlineThreshold threshold :
        List.of(OutlineThreshold.NEVER, new OutlineThreshold(300, 30))) {
      engines.put("compiled with " + threshold, new ChicoryEngine(Engine.Mode.COMPILER, threshold));
    }
    CompileCache cache = CompileCache.at(directory, 1 << 30);
    engines.put("compiled and stored", Engines.create(Engine.Mode.COMPILER, cache));
    engines.put("from the cache", Engines.create(Engine.Mode.COMPILER, cache));
    return engines;
  }

  @ParameterizedTest
  @EnumSource
  void isTheSameInEveryMode(LargeForm form) {
    byte[] module = form.module();
    String interpreted = outcome(Engines.create(Engine.Mode.INTERPRETER), module);
    engines().forEach((name, engine) -> assertEquals(interpreted, outcome(engine, module), name));
  }

  /** Whether they come one by one or all at once. */
  @Test
  void functionsOfManyOperandsAreInterpreted() {
    String limit = "more than " + ModuleLimits.COMPILED_OPERANDS + " operands";
    assertTrue(InterpretedFunction.Reason.OPERANDS.text().contains(limit), limit);
    Engine engine = Engines.create(Engine.Mode.COMPILER);
    for (int each : new int[] {1, 100}) {
      for (int more : new int[] {0, 1}) {
        byte[] module = operands(each, ModuleLimits.COMPILED_OPERANDS / each, more);
        assertEquals(
            Collections.nCopies(more, InterpretedFunction.Reason.OPERANDS),
            engine.prepare(List.of(module)).get(0).interpretedFunctions().stream()
                .map(InterpretedFunction::reason)
                .toList(),
            "" + each);
      }
    }
  }

  /** A function that calls one of so many results so often, and pushes some more. */
  private static byte[] operands(int results, int calls, int more) {
    WasmOutput types = WasmBuilder.bytes(2, 0x60, 0, 0, 0x60, 0).u32(results);
    WasmOutput callee = WasmBuilder.bytes(0);
    for (int i = 0; i < results; i++) {
      types.u8(ValueTypes.I64);
      callee.u8(Opcodes.I64_CONST).u8(0);
    }
    WasmOutput caller = WasmBuilder.bytes(0);
    for (int i = 0; i < calls; i++) {
      caller.u8(Opcodes.CALL).u8(1);
    }
    for (int i = 0; i < more; i++) {
      caller.u8(Opcodes.I32_CONST).u8(0);
    }
    for (int i = 0; i < calls * results + more; i++) {
      caller.u8(Opcodes.DROP);
    }
    return new WasmBuilder()
        .section(Sections.TYPE, types)
        .section(Sections.FUNCTION, WasmBuilder.bytes(2, 0, 1))
        .section(
            Sections.CODE,
            WasmBuilder.bytes(2).sized(caller.u8(Opcodes.END)).sized(callee.u8(Opcodes.END)))
        .build();
  }
}
