package dev.witloof.engine;

import static dev.witloof.engine.internal.binary.Opcodes.DROP;
import static dev.witloof.engine.internal.binary.Opcodes.END;
import static dev.witloof.engine.internal.binary.Opcodes.I32_CONST;
import static dev.witloof.engine.internal.binary.Opcodes.NOP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.CompileListener.Outcome;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Components that take too long, or too much memory, to compile. */
class CompileBudgetTest {
  private final List<Outcome> outcomes = new ArrayList<>();

  private Engine engine(CompileBudget budget) {
    return Engines.create(
        EngineOptions.of(Engine.Mode.COMPILER).withBudget(budget).withListener(outcomes::add));
  }

  /** A module of 3 MB, most of it data: it is copied some times. */
  private static byte[] large() {
    int size = 3 << 20;
    return new WasmBuilder()
        .section(
            Sections.DATA,
            new WasmOutput(size + 16).u32(1).u8(1).u32(size).bytes(new byte[size], 0, size))
        .build();
  }

  @Test
  void refusesWhatTakesTooLong() {
    Engine engine = engine(new CompileBudget(Duration.ofNanos(1), 1 << 30, Excess.REFUSE));

    InvalidModule refusal =
        assertThrows(InvalidModule.class, () -> engine.prepare(List.of(Fixtures.wasm("kernel"))));

    assertEquals(InvalidModule.Kind.LIMIT, refusal.kind());
    assertTrue(refusal.getMessage().contains("takes too long"), refusal.getMessage());
    assertEquals(0, outcomes.get(0).classBytes());
    assertInstanceOf(InvalidModule.class, outcomes.get(0).failure().orElseThrow());
  }

  @Test
  void refusesWhatTakesTooMuchMemory() {
    Engine engine =
        engine(
            new CompileBudget(Duration.ofMinutes(10), CompileBudget.MINIMUM_MEMORY, Excess.REFUSE));

    InvalidModule refusal =
        assertThrows(InvalidModule.class, () -> engine.prepare(List.of(large())));

    assertEquals(InvalidModule.Kind.LIMIT, refusal.kind());
    assertTrue(refusal.getMessage().contains("too much memory"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("CompileBudget.memory"), refusal.getMessage());
  }

  /** Whatever an engine does with modules, it parses them, and keeps what that makes. */
  static Stream<EngineOptions> engines() {
    EngineOptions compiler =
        EngineOptions.of(Engine.Mode.COMPILER).withBudget(parsing(Excess.REFUSE));
    return Stream.of(
        compiler,
        compiler.withBudget(parsing(Excess.INTERPRET)),
        compiler.withTiming(EngineOptions.Timing.BACKGROUND),
        compiler.withMode(Engine.Mode.INTERPRETER));
  }

  private static CompileBudget parsing(Excess excess) {
    return new CompileBudget(Duration.ofMinutes(10), CompileBudget.MINIMUM_MEMORY, excess);
  }

  /** Of each section more than 16 MiB in the heap, of as few bytes in the file as may be. */
  static Stream<Arguments> sections() {
    return Stream.of(
            Arguments.of("element", elements(ModuleLimits.ELEMENTS), 1),
            Arguments.of(
                "element",
                many(
                    ModuleLimits.ELEMENT_SEGMENTS,
                    Sections.ELEMENT,
                    WasmBuilder.bytes(0, I32_CONST, 0, END, 0)),
                2),
            Arguments.of(
                "data",
                many(
                    ModuleLimits.DATA_SEGMENTS,
                    Sections.DATA,
                    WasmBuilder.bytes(0, I32_CONST, 0, END, 0)),
                2),
            Arguments.of(
                "global",
                many(
                    ModuleLimits.GLOBALS,
                    Sections.GLOBAL,
                    WasmBuilder.bytes(ValueTypes.I32, 0, I32_CONST, 0, END)),
                3),
            Arguments.of("export", exports(), 2),
            Arguments.of(
                "import",
                many(
                    ModuleLimits.IMPORTS,
                    Sections.IMPORT,
                    WasmBuilder.bytes(0, 0, 3, ValueTypes.I32, 0)),
                25),
            Arguments.of("type", types(), 5))
        .flatMap(
            section ->
                engines()
                    .map(
                        engine ->
                            Arguments.of(
                                section.get()[0], section.get()[1], section.get()[2], engine)));
  }

  private static byte[] elements(int count) {
    WasmOutput elements = new WasmOutput(count + 16).u32(1).u8(0);
    elements.u8(I32_CONST).u8(0).u8(END).u32(count);
    for (int i = 0; i < count; i++) {
      elements.u8(0);
    }
    return declaring(Sections.ELEMENT, elements);
  }

  private static byte[] many(int count, int section, WasmOutput item) {
    WasmOutput items = new WasmOutput(count * item.size() + 8).u32(count);
    for (int i = 0; i < count; i++) {
      items.append(item);
    }
    return declaring(section, items);
  }

  private static byte[] exports() {
    int count = ModuleLimits.EXPORTS;
    WasmOutput exports = new WasmOutput(10 * count).u32(count);
    for (int i = 0; i < count; i++) {
      exports.name(Integer.toString(i, Character.MAX_RADIX)).u8(0).u32(0);
    }
    return declaring(Sections.EXPORT, exports);
  }

  /** A hundred different types of nearly a thousand parameters. */
  private static byte[] types() {
    WasmOutput types = new WasmOutput(110_000).u32(100);
    for (int i = 0; i < 100; i++) {
      types.u8(0x60).u32(ModuleLimits.PARAMETERS - i);
      for (int j = i; j < ModuleLimits.PARAMETERS; j++) {
        types.u8(ValueTypes.I32);
      }
      types.u8(0);
    }
    return new WasmBuilder().section(Sections.TYPE, types).build();
  }

  /** With that section beside a function, a table and a memory, in the order of the format. */
  private static byte[] declaring(int id, WasmOutput content) {
    Map<Integer, WasmOutput> sections = new HashMap<>();
    sections.put(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0));
    sections.put(Sections.FUNCTION, WasmBuilder.bytes(1, 0));
    sections.put(Sections.TABLE, WasmBuilder.bytes(1, ValueTypes.FUNCREF, 0, 0));
    sections.put(Sections.MEMORY, WasmBuilder.bytes(1, 0, 0));
    sections.put(Sections.CODE, WasmBuilder.bytes(1, 2, 0, END));
    sections.put(id, content);
    WasmBuilder module = new WasmBuilder();
    sections.keySet().stream()
        .sorted(Comparator.comparing(Sections::rank))
        .forEach(each -> module.section(each, sections.get(each)));
    return module.build();
  }

  @ParameterizedTest
  @MethodSource("sections")
  void refusesWhatTakesTooMuchMemoryOnceItIsParsed(
      String section, byte[] module, int copies, EngineOptions options) {
    Engine engine = Engines.create(options);

    InvalidModule refusal =
        assertThrows(
            InvalidModule.class, () -> engine.prepare(Collections.nCopies(copies, module)));

    assertEquals(InvalidModule.Kind.LIMIT, refusal.kind());
    String message = refusal.getMessage();
    assertTrue(
        message.startsWith("core module 0: parsing its " + section + " section takes "), message);
    assertTrue(message.contains("compile budget is " + CompileBudget.MINIMUM_MEMORY), message);
    assertTrue(message.contains("give CompileBudget.memory more"), message);
  }

  /** 20 MB that would become 2 GB. */
  @ParameterizedTest
  @MethodSource("engines")
  void byDefaultRefusesWhatWouldFillAHeapOfAGigabyte(EngineOptions options) {
    Engine engine = Engines.create(options.withBudget(CompileBudget.DEFAULT));
    List<byte[]> modules = Collections.nCopies(40, elements(ModuleLimits.ELEMENTS));

    String message = assertThrows(InvalidModule.class, () -> engine.prepare(modules)).getMessage();

    assertTrue(message.startsWith("core module 0: parsing its element section takes "), message);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void takesWhatFits(EngineOptions options) {
    byte[] module = elements(100_000);
    assertEquals(1, Engines.create(options).prepare(List.of(module)).size());
  }

  /** Bodies that run interpreted become many times their size, too. */
  @Test
  void refusesBodiesThatTakeTooMuchMemoryOnceTheyAreParsed() {
    Engine engine =
        Engines.create(
            EngineOptions.of(Engine.Mode.INTERPRETER).withBudget(parsing(Excess.REFUSE)));
    byte[] module = WasmBuilder.functions(4, body(0, 100_000));

    String message =
        assertThrows(InvalidModule.class, () -> engine.prepare(List.of(module))).getMessage();

    assertTrue(message.startsWith("core module 0: parsing its code section takes "), message);
  }

  /** The compiler keeps the bodies of functions that it has no code for. */
  @Test
  void countsBodiesThatStayInterpretedBesideCompiledOnes() {
    Engine engine =
        engine(
            new CompileBudget(
                Duration.ofMinutes(10), 2 * CompileBudget.MINIMUM_MEMORY, Excess.REFUSE));
    byte[] module = WasmBuilder.functions(10, body(ModuleLimits.COMPILED_OPERANDS + 1, 100_000));

    String message =
        assertThrows(InvalidModule.class, () -> engine.prepare(List.of(module))).getMessage();

    assertTrue(message.contains("too much memory"), message);
    assertTrue(message.contains("the parsed modules"), message);
  }

  private static WasmOutput body(int operands, int nops) {
    WasmOutput body = new WasmOutput(nops + 3 * operands + 2).u8(0);
    for (int i = 0; i < operands; i++) {
      body.u8(I32_CONST).u8(0);
    }
    for (int i = 0; i < nops; i++) {
      body.u8(NOP);
    }
    for (int i = 0; i < operands; i++) {
      body.u8(DROP);
    }
    return body.u8(END);
  }

  @Test
  void interpretsItIfTheOperatorWantsThat() {
    Engine engine = engine(new CompileBudget(Duration.ofNanos(1), 1 << 30, Excess.INTERPRET));

    CoreModule module = engine.prepare(List.of(Fixtures.wasm("kernel"))).get(0);

    assertEquals(CoreModule.Code.INTERPRETED, module.code());
    assertInstanceOf(InvalidModule.class, outcomes.get(0).failure().orElseThrow());
    assertEquals(1, outcomes.size());
  }

  @Test
  void tellsTheListenerWhatWasCompiled() {
    Engine engine = engine(CompileBudget.DEFAULT);

    CoreModule module = engine.prepare(List.of(Fixtures.wasm("kernel"))).get(0);

    assertEquals(CoreModule.Code.COMPILED, module.code());
    assertEquals(1, outcomes.get(0).coreModules());
    assertTrue(outcomes.get(0).classBytes() > 0);
    assertTrue(outcomes.get(0).failure().isEmpty());
  }

  static Stream<Consumer<Outcome>> failingListeners() {
    return Stream.of(
        outcome -> {
          throw new IllegalStateException("by the listener");
        },
        outcome -> {
          throw new AssertionError("by the listener");
        });
  }

  @ParameterizedTest
  @MethodSource("failingListeners")
  void aListenerThatFailsChangesNothing(Consumer<Outcome> listener) {
    Engine engine =
        Engines.create(
            EngineOptions.of(Engine.Mode.COMPILER)
                .withListener(
                    outcome -> {
                      outcomes.add(outcome);
                      listener.accept(outcome);
                    }));

    CoreModule module = engine.prepare(List.of(Fixtures.wasm("kernel"))).get(0);

    assertEquals(CoreModule.Code.COMPILED, module.code());
    assertTrue(engine.prepare(List.of(Fixtures.wasm("kernel"))).get(0).fromCache());
    assertEquals(1, outcomes.size());
  }

  @Test
  void theListenerFindsWhatWasCompiledInMemory() {
    AtomicReference<Engine> engine = new AtomicReference<>();
    assertFound(EngineOptions.of(Engine.Mode.COMPILER), engine, engine::get);
  }

  @Test
  void theListenerFindsWhatWasCompiledOnDisk(@TempDir Path directory) {
    EngineOptions options = EngineOptions.of(Engine.Mode.COMPILER);
    assertFound(
        options.withCache(CompileCache.at(directory, 1 << 30)),
        new AtomicReference<>(),
        () -> Engines.create(options.withCache(CompileCache.at(directory, 1 << 30))));
  }

  /**
   * Prepares a module whose listener prepares it, too.
   *
   * @param engine is set to the one that compiles
   * @param seeking gives the one that finds it compiled
   */
  private void assertFound(
      EngineOptions options, AtomicReference<Engine> engine, Supplier<Engine> seeking) {
    List<byte[]> modules = List.of(Fixtures.wasm("kernel"));
    List<Boolean> found = new ArrayList<>();
    CompileListener seeks =
        outcome -> {
          outcomes.add(outcome);
          if (outcomes.size() == 1) {
            found.add(seeking.get().prepare(modules).get(0).fromCache());
          }
        };
    engine.set(Engines.create(options.withListener(seeks)));

    engine.get().prepare(modules);

    assertEquals(List.of(true), found);
    assertEquals(1, outcomes.size());
  }

  @Test
  void senselessBudgetsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CompileBudget(Duration.ZERO, 1 << 30, Excess.REFUSE));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CompileBudget(Duration.ofSeconds(1), 1, Excess.REFUSE));
    assertThrows(
        IllegalArgumentException.class,
        () -> EngineOptions.of(Engine.Mode.COMPILER).withParallelism(0));
  }
}
