package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.wasm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules that must not reach Chicory, or must reach it in another form. */
class RefusedModulesTest {
  private static final Engine ENGINE = Engines.create(Engine.Mode.COMPILER);

  private static String refusal(byte[] module) {
    return assertThrows(InvalidModule.class, () -> ENGINE.prepare(List.of(module))).getMessage();
  }

  private static void assertRefused(byte[] module, String... parts) {
    String message = refusal(module);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "simd,SIMD",
    "relaxed-simd,SIMD",
    "threads,threads",
    "exceptions,exception handling",
    "tail-calls,tail calls",
    "gc,garbage collection",
    "memory64,memory64",
    "function-references,typed function references"
  })
  void proposalIsRefusedByName(String fixture, String proposal) {
    assertRefused(wasm(fixture), "core module 0: ", proposal, "build it without");
  }

  @Test
  void moduleIsNamedByItsPosition() {
    List<byte[]> modules = List.of(wasm("loops"), wasm("loops"), wasm("simd"));
    String message = assertThrows(InvalidModule.class, () -> ENGINE.prepare(modules)).getMessage();
    assertTrue(message.startsWith("core module 2: function 0: "), message);
  }

  @Test
  void memoryOfMorePagesThanAnArrayHoldsIsRefused() {
    assertRefused(WasmBuilder.memory(65_536), "65536 pages", "the limit is 32767");
    assertRefused(WasmBuilder.memory(65_537), "at most 65536 pages");
  }

  @Test
  void tableOfTenMillionElementsIsRefused() {
    assertRefused(WasmBuilder.table(10_000_000), "10000000 elements", "the limit is 1000000");
  }

  @Test
  void manyEmptyFunctionsAreRefusedBeforeTheyAreCompiled() {
    WasmOutput empty = WasmBuilder.bytes(0, Opcodes.END);
    assertRefused(WasmBuilder.functions(900_000, empty), "900000 functions", "the limit is 50000");
  }

  /** Where assertions are on, Chicory's parser fails one on it. */
  @Test
  void anElseWithoutAnIfIsRefused() {
    WasmOutput body =
        WasmBuilder.bytes(0, Opcodes.BLOCK, 0x40, Opcodes.ELSE, Opcodes.END, Opcodes.END);
    assertRefused(WasmBuilder.functions(1, body), "core module 0: function 0: ", "without an if");
  }

  @Test
  void countsBeyondTheBytesLeftAreRefused() {
    byte[] module =
        new WasmBuilder().section(Sections.TYPE, new WasmOutput(8).u32(5000).u8(0x60)).build();
    assertRefused(module, "5000 types announced, but only 1 bytes follow", "byte 0x");
    byte[] data =
        new WasmBuilder()
            .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
            .section(Sections.DATA, new WasmOutput(8).u32(0x7ffffff))
            .build();
    assertRefused(data, "134217727 data segments announced, but only 0 bytes follow");
  }

  @Test
  void localsAndNestingAreLimited() {
    WasmOutput locals = new WasmOutput(16).u8(1).u32(0x7fffffff).u8(0x7f).u8(Opcodes.END);
    assertRefused(WasmBuilder.functions(1, locals), "2147483647 locals", "the limit is 20000");
    assertRefused(WasmBuilder.functions(1, nested(200_000)), "nested deeper than 20000");
  }

  @Test
  void operandStackIsLimited() {
    WasmOutput pushes = new WasmOutput(1 << 21).u8(0);
    for (int i = 0; i <= ModuleLimits.OPERANDS; i++) {
      pushes.u8(Opcodes.MEMORY_SIZE).u8(0);
    }
    byte[] module =
        new WasmBuilder()
            .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
            .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
            .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
            .section(Sections.CODE, WasmBuilder.bytes(1).sized(pushes.u8(Opcodes.END)))
            .build();
    assertRefused(module, "function 0: more than 1000000 operands on the stack");
  }

  @Test
  void deepestAllowedNestingAndMostLocalsRun() {
    int depth = ModuleLimits.NESTING - 1;
    WasmOutput locals =
        new WasmOutput(16)
            .u8(1)
            .u32(ModuleLimits.LOCALS)
            .u8(0x7f)
            .u8(Opcodes.LOCAL_GET)
            .u32(ModuleLimits.LOCALS - 1)
            .u8(Opcodes.DROP)
            .u8(Opcodes.END);
    for (Engine.Mode mode : Engine.Mode.values()) {
      assertEquals(depth, fuelOf(mode, nested(depth)));
      assertEquals(2 + FuelSchedule.entry(ModuleLimits.LOCALS), fuelOf(mode, locals));
    }
  }

  /** Runs a body and says what that cost. */
  private static long fuelOf(Engine.Mode mode, WasmOutput body) {
    byte[] module =
        new WasmBuilder()
            .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
            .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
            .section(Sections.EXPORT, WasmBuilder.bytes(1).name("run").u8(0).u8(0))
            .section(Sections.CODE, WasmBuilder.bytes(1).sized(body))
            .build();
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(64 * Fixtures.MIB);
    CoreInstance instance = Fixtures.instantiate(store, engine.prepare(List.of(module)).get(0));
    return new Fixtures.Guest(store, instance).use(Fixtures.PLENTY, "run").fuel();
  }

  private static WasmOutput nested(int depth) {
    WasmOutput body = new WasmOutput(3 * depth).u8(0);
    for (int i = 0; i < depth; i++) {
      body.u8(Opcodes.BLOCK).u8(Opcodes.EMPTY_BLOCK_TYPE);
    }
    for (int i = 0; i <= depth; i++) {
      body.u8(Opcodes.END);
    }
    return body;
  }

  @Test
  void rewritingHidesNoInvalidCode() {
    // A load, a size and a segment without any memory, although the rewriter adds one.
    WasmOutput load =
        WasmBuilder.bytes(0, Opcodes.I32_CONST, 0, 0x28, 2, 0, Opcodes.DROP, Opcodes.END);
    assertRefused(WasmBuilder.functions(1, load), "function 0: unknown memory 0");
    WasmOutput size = WasmBuilder.bytes(0, Opcodes.MEMORY_SIZE, 0, Opcodes.DROP, Opcodes.END);
    assertRefused(WasmBuilder.functions(1, size), "unknown memory 0");
    byte[] segment =
        new WasmBuilder()
            .section(Sections.DATA, WasmBuilder.bytes(1, 0, 0x41, 0, Opcodes.END, 1, 7))
            .build();
    assertRefused(segment, "unknown memory 0");
    byte[] export =
        new WasmBuilder().section(Sections.EXPORT, WasmBuilder.bytes(1, 1, 'm', 2, 0)).build();
    assertRefused(export, "unknown memory 0, exported as \"m\"");
    // A type index that only another module of the component has.
    WasmOutput block = WasmBuilder.bytes(0, Opcodes.BLOCK, 3, Opcodes.END, Opcodes.END);
    assertRefused(WasmBuilder.functions(1, block), "unknown type 3");
  }

  @Test
  void truncatedModulesAreRefusedWhereverTheyEnd() {
    byte[] whole = wasm("kernel");
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      try {
        Engines.create(Engine.Mode.INTERPRETER).prepare(List.of(part));
      } catch (InvalidModule expected) {
        continue;
      }
      assertTrue(isSectionBoundary(whole, length), "accepted when cut at byte " + length);
    }
  }

  /** Cut there, a module may be whole: what follows is left out. */
  private static boolean isSectionBoundary(byte[] module, int length) {
    int at = 8;
    while (at < length) {
      int size = 0;
      int position = at + 1;
      for (int shift = 0; ; shift += 7) {
        int b = module[position++];
        size |= (b & 0x7f) << shift;
        if (b >= 0) {
          break;
        }
      }
      at = position + size;
    }
    return at == length;
  }

  @Test
  void notAModule() {
    assertRefused(new byte[0], "not a WebAssembly core module");
    byte[] component = {0, 'a', 's', 'm', 13, 0, 1, 0};
    assertRefused(component, "not a WebAssembly core module");
  }
}
