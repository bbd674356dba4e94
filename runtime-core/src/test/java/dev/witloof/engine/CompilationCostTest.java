package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.PLENTY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.validate.CheckedModule;
import dev.witloof.engine.internal.validate.ModuleValidator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Modules that are small in bytes and large in code are refused before anything compiles them: the
 * work that they make is counted, and bounded by their size.
 */
class CompilationCostTest {
  private static final int LEVELS = 250;

  private static WasmOutput body(Consumer<WasmOutput> code) {
    WasmOutput body = new WasmOutput(1024).u8(0);
    code.accept(body);
    return body.u8(Opcodes.END);
  }

  private static void repeat(int times, WasmOutput to, int... bytes) {
    for (int i = 0; i < times; i++) {
      for (int b : bytes) {
        to.u8(b);
      }
    }
  }

  private static long limit(byte[] module) {
    return ModuleLimits.WORK + ModuleLimits.WORK_PER_BYTE * module.length;
  }

  private static void refused(byte[] module) {
    for (Engine.Mode mode : Engine.Mode.values()) {
      Engine engine = Engines.create(mode);
      InvalidModule refused =
          assertThrows(InvalidModule.class, () -> engine.prepare(List.of(module)));
      assertEquals(InvalidModule.Kind.LIMIT, refused.kind());
      String limit = Long.toString(limit(module));
      assertTrue(
          refused.getMessage().contains("units of compilation; the limit for " + module.length),
          refused.getMessage());
      assertTrue(refused.getMessage().contains(" is " + limit + ": "), refused.getMessage());
      assertTrue(
          refused.getMessage().contains("for bodies, most in core module 0"), refused.getMessage());
    }
  }

  @Test
  void countsFunctionsHoweverEmpty() {
    refused(WasmBuilder.functions(ModuleLimits.FUNCTIONS, body(code -> {})));
  }

  /** A module has the types of all that are compiled with it, each with methods of its own. */
  @Test
  void countsTypesOnceForEveryModule() {
    int types = 1_000;
    WasmOutput section = new WasmOutput(20 * types).u32(types);
    for (int i = 0; i < types; i++) {
      section.u8(0x60).u32(10);
      for (int value = 0; value < 10; value++) {
        section.u8((i >> value & 1) == 0 ? 0x7f : 0x7e);
      }
      section.u8(0);
    }
    byte[] many = new WasmBuilder().section(Sections.TYPE, section).build();
    List<byte[]> modules = new ArrayList<>(Collections.nCopies(20, new WasmBuilder().build()));
    modules.add(many);

    for (Engine.Mode mode : Engine.Mode.values()) {
      Engine engine = Engines.create(mode);
      assertEquals(1, engine.prepare(List.of(many)).size());
      InvalidModule refused = assertThrows(InvalidModule.class, () -> engine.prepare(modules));
      assertTrue(
          refused.getMessage().startsWith("the core modules would take 700000 units"),
          refused.getMessage());
    }
  }

  @Test
  void countsLocals() {
    WasmOutput locals = new WasmOutput(16).u8(1).u32(ModuleLimits.LOCALS).u8(0x7f).u8(Opcodes.END);
    refused(WasmBuilder.functions(100, locals));
  }

  /** Each call moves 250 values, in two bytes. */
  @Test
  void countsOperandsOfCalls() {
    WasmOutput type = WasmBuilder.bytes(1, 0x60).u32(LEVELS);
    repeat(LEVELS, type, 0x7f);
    type.u32(LEVELS);
    repeat(LEVELS, type, 0x7f);
    WasmOutput body =
        body(
            code -> {
              repeat(LEVELS, code, Opcodes.LOCAL_GET, 0);
              repeat(10_000, code, Opcodes.CALL, 0);
            });
    refused(
        new WasmBuilder()
            .section(Sections.TYPE, type)
            .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
            .section(Sections.CODE, new WasmOutput(1024).u32(1).sized(body))
            .build());
  }

  @Test
  void countsWhatBranchesDrop() {
    refused(
        WasmBuilder.functions(
            1,
            body(
                code -> {
                  repeat(1_000, code, Opcodes.I32_CONST, 0);
                  repeat(1_000, code, Opcodes.I32_CONST, 0, Opcodes.BR_IF, 0);
                  repeat(1_000, code, Opcodes.DROP);
                })));
  }

  @Test
  void countsTheStackAtEachBlock() {
    refused(
        WasmBuilder.functions(
            1,
            body(
                code -> {
                  repeat(10_000, code, Opcodes.I32_CONST, 0);
                  repeat(1_000, code, Opcodes.BLOCK, Opcodes.EMPTY_BLOCK_TYPE, Opcodes.END);
                  repeat(10_000, code, Opcodes.DROP);
                })));
  }

  @Test
  void countsLabels() {
    int labels = ModuleLimits.BRANCH_TARGETS;
    WasmOutput body =
        body(
            code -> {
              code.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_TABLE).u32(labels);
              repeat(labels + 1, code, 0);
            });
    refused(WasmBuilder.functions(10, body));
  }

  /** Chicory's parser goes over all loops so far at the end of each: it would be 10¹¹ steps. */
  @Test
  void countsLoopsBesideEachOther() {
    refused(loops(ModuleLimits.BODY_BYTES / 4 - 1));
    assertTrue(mostOf(CompilationCostTest::loops) > 5_000);
  }

  private static byte[] loops(int count) {
    return WasmBuilder.functions(
        1,
        body(
            code ->
                repeat(
                    count,
                    code,
                    Opcodes.LOOP,
                    Opcodes.EMPTY_BLOCK_TYPE,
                    Opcodes.END,
                    Opcodes.NOP)));
  }

  /** Over other blocks it goes, too, those of the rewriter among them. */
  @Test
  void countsWhatIsBesideALoop() {
    int loops = 2_000;
    byte[] blocks = besideLoops(loops, Opcodes.BLOCK, Opcodes.EMPTY_BLOCK_TYPE, Opcodes.END);
    byte[] copies = besideLoops(loops, Opcodes.TABLE_COPY >>> 8, Opcodes.TABLE_COPY & 0xff, 0, 0);
    refused(blocks);
    refused(copies);
    assertTrue(mostOf(count -> besideLoops(count, Opcodes.NOP)) > loops);
  }

  /** A hundred thousand times those instructions, never reached, and behind them loops. */
  private static byte[] besideLoops(int loops, int... instruction) {
    WasmOutput body =
        body(
            code -> {
              code.u8(Opcodes.UNREACHABLE);
              repeat(100_000, code, instruction);
              repeat(loops, code, Opcodes.LOOP, Opcodes.EMPTY_BLOCK_TYPE, Opcodes.END, Opcodes.NOP);
            });
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.TABLE, WasmBuilder.bytes(1, 0x70, 0, 1))
        .section(Sections.CODE, new WasmOutput(1024).u32(1).sized(body))
        .build();
  }

  /** The parser walks up to each label: it would be 10⁹ steps a table. */
  @Test
  void countsTheWayToLabels() {
    refused(deepLabels(16_384, ModuleLimits.BRANCH_TARGETS));
    assertTrue(mostOf(labels -> deepLabels(1_000, labels)) > 10_000);
  }

  /** A jump out of all of the blocks that are around it, by many labels. */
  private static byte[] deepLabels(int depth, int labels) {
    return WasmBuilder.functions(
        1,
        body(
            code -> {
              repeat(depth, code, Opcodes.BLOCK, Opcodes.EMPTY_BLOCK_TYPE);
              code.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_TABLE).u32(labels - 1);
              for (int i = 0; i < labels; i++) {
                code.u32(depth - 1);
              }
              repeat(depth, code, Opcodes.END);
            }));
  }

  /** What a branch alone may go up to is not limited by that. */
  @Test
  void countsTheWayOfSingleBranches() {
    int depth = ModuleLimits.NESTING - 1;
    refused(branches(depth, 10_000));
    assertTrue(mostOf(count -> branches(depth, count)) > 1_000);
  }

  private static byte[] branches(int depth, int count) {
    return WasmBuilder.functions(
        1,
        body(
            code -> {
              repeat(depth, code, Opcodes.BLOCK, Opcodes.EMPTY_BLOCK_TYPE);
              for (int i = 0; i < count; i++) {
                code.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_IF).u32(depth - 1);
              }
              repeat(depth, code, Opcodes.END);
            }));
  }

  /** How many of something a module can have; it loads, and with one more it is refused. */
  private static int mostOf(IntFunction<byte[]> module) {
    int fits = 1;
    int excess = 1 << 16;
    while (excess - fits > 1) {
      int middle = (fits + excess) / 2;
      byte[] bytes = module.apply(middle);
      if (ModuleValidator.validate(bytes).estimate().work() > limit(bytes)) {
        excess = middle;
      } else {
        fits = middle;
      }
    }
    for (Engine.Mode mode : Engine.Mode.values()) {
      assertEquals(1, Engines.create(mode).prepare(List.of(module.apply(fits))).size());
    }
    refused(module.apply(excess));
    return fits;
  }

  @Test
  void countsTheModulesOfAComponentTogether() {
    byte[] one = WasmBuilder.functions(3_000, body(code -> {}));
    Engine engine = Engines.create(Engine.Mode.INTERPRETER);

    assertEquals(1, engine.prepare(List.of(one)).size());
    assertThrows(InvalidModule.class, () -> engine.prepare(List.of(one, one)));
  }

  /** Straight code takes less than the limit allows for its bytes, however much there is of it. */
  @Test
  void straightCodeIsNotLimited() {
    byte[] module =
        WasmBuilder.functions(
            20, body(code -> repeat(20_000, code, Opcodes.I32_CONST, 0, Opcodes.DROP)));

    CheckedModule checked = ModuleValidator.validate(module);

    assertTrue(checked.estimate().work() < module.length, () -> "" + checked.estimate().work());
    assertEquals(40_000 + 7, checked.estimate().code(0));
  }

  /** 280 KB of globals, 64 bytes of heap each, in instance after instance. */
  @Test
  void chargesTheStructureOfInstances() {
    WasmOutput globals = new WasmOutput(300_000).u32(ModuleLimits.GLOBALS);
    repeat(ModuleLimits.GLOBALS, globals, 0x7f, 0, Opcodes.I32_CONST, 0, Opcodes.END);
    byte[] bytes = new WasmBuilder().section(Sections.GLOBAL, globals).build();
    Engine engine = Engines.create(Engine.Mode.INTERPRETER);
    CoreModule module = engine.prepare(List.of(bytes)).get(0);
    Store store = engine.newStore(10 * MIB);
    store.enter(PLENTY);

    for (int i = 0; i < 3; i++) {
      module.instantiate(store, List.of());
    }
    LimitExceeded limit =
        assertThrows(LimitExceeded.class, () -> module.instantiate(store, List.of()));

    assertEquals(Limit.MEMORY, limit.limit());
    assertEquals(3 * (64L * ModuleLimits.GLOBALS - 4_096), store.memoryBytes());
    store.leave();
  }
}
