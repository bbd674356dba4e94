package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.PLENTY;
import static dev.witloof.engine.Fixtures.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Modules that are made to exhaust the host: by their declarations, or by what they do. */
class HostileModulesTest {
  private static final int FUNCREF = 0x70;
  private static final int I32 = 0x7f;

  private static void refused(byte[] module, String... parts) {
    for (Engine.Mode mode : Engine.Mode.values()) {
      InvalidModule refused =
          assertThrows(InvalidModule.class, () -> Engines.create(mode).prepare(List.of(module)));
      assertEquals(InvalidModule.Kind.LIMIT, refused.kind(), refused.getMessage());
      for (String part : parts) {
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
      }
    }
  }

  private static LimitExceeded startLimit(Engine.Mode mode, byte[] module, long budget) {
    Engine engine = Engines.create(mode);
    CoreModule prepared = engine.prepare(List.of(module)).get(0);
    Store store = engine.newStore(budget);
    store.enter(PLENTY);
    try {
      return assertThrows(LimitExceeded.class, () -> prepared.instantiate(store, List.of()));
    } finally {
      store.leave();
    }
  }

  @Test
  void aMillionLocalsInManyGroupsAreRefused() {
    WasmOutput locals = new WasmOutput(4_096).u32(50);
    for (int i = 0; i < 50; i++) {
      locals.u32(20_000).u8(i % 2 == 0 ? I32 : 0x7e);
    }
    refused(WasmBuilder.functions(1, locals.u8(Opcodes.END)), "locals", "the limit is 20000");
  }

  @Test
  void aBranchTableOfAMillionLabelsIsRefused() {
    int labels = 1_000_000;
    WasmOutput body = new WasmOutput(labels + 16).u8(0).u8(Opcodes.I32_CONST).u8(0);
    body.u8(Opcodes.BR_TABLE).u32(labels);
    for (int i = 0; i <= labels; i++) {
      body.u8(0);
    }
    refused(WasmBuilder.functions(1, body.u8(Opcodes.END)), "1000000", "the limit is 65536");
  }

  @Test
  void twoHundredThousandFunctionsAreRefused() {
    WasmOutput empty = WasmBuilder.bytes(0, Opcodes.END);
    refused(WasmBuilder.functions(200_000, empty), "200000 functions", "the limit is 50000");
  }

  @Test
  void fiftyTablesOfTenMillionElementsAreRefused() {
    refused(tables(50, 10_000_000), "10000000 elements", "the limit is 1000000");
  }

  /**
   * 32 bytes of budget an element: none is allocated, as two would fit only. Of what they take
   * besides, 256 bytes each, 4 KiB are free.
   */
  @ParameterizedTest
  @EnumSource
  void fiftyTablesOfAMillionElementsHitTheMemoryLimit(Engine.Mode mode) {
    LimitExceeded limit = startLimit(mode, tables(50, 1_000_000), 64 * MIB);
    assertEquals(Limit.MEMORY, limit.limit());
    assertEquals(50 * (32_000_000L + 256) - 4_096, limit.used());
  }

  private static byte[] tables(int count, int elements) {
    WasmOutput tables = new WasmOutput(16 * count).u32(count);
    for (int i = 0; i < count; i++) {
      tables.u8(FUNCREF).u8(0).u32(elements);
    }
    return new WasmBuilder().section(Sections.TABLE, tables).build();
  }

  @ParameterizedTest
  @EnumSource
  void aHundredMemoriesShareTheBudget(Engine.Mode mode) {
    WasmOutput memories = new WasmOutput(1_000).u32(ModuleLimits.MEMORIES);
    for (int i = 0; i < ModuleLimits.MEMORIES; i++) {
      memories.u8(0).u32(20);
    }
    byte[] module = new WasmBuilder().section(Sections.MEMORY, memories).build();
    LimitExceeded limit = startLimit(mode, module, 64 * MIB);
    assertEquals(Limit.MEMORY, limit.limit());
    assertEquals(100 * (20 * 65_536 + 1_024) - 4_096, limit.used());
  }

  @Test
  void floodsOfDeclarationsAreRefused() {
    refused(imports(ModuleLimits.IMPORTS + 1), "5001 imports", "the limit is 5000");
    refused(
        exports(ModuleLimits.EXPORTS + 1),
        "100001 exports",
        "the limit is " + ModuleLimits.EXPORTS);
    refused(
        data(ModuleLimits.DATA_SEGMENTS + 1, 0),
        "100001 data segments",
        "the limit is " + ModuleLimits.DATA_SEGMENTS);
    refused(elements(ModuleLimits.ELEMENTS + 1), "elements", "the limit is 500000");
  }

  private static byte[] imports(int count) {
    WasmOutput imports = new WasmOutput(8 * count).u32(count);
    for (int i = 0; i < count; i++) {
      imports.u8(1).u8('m').u8(1).u8('f').u8(0).u8(0);
    }
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
        .section(Sections.IMPORT, imports)
        .build();
  }

  private static byte[] exports(int count) {
    WasmOutput exports = new WasmOutput(10 * count).u32(count);
    for (int i = 0; i < count; i++) {
      exports.u8(6);
      for (char digit : String.format("%06x", i).toCharArray()) {
        exports.u8(digit);
      }
      exports.u8(2).u8(0);
    }
    return new WasmBuilder()
        .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
        .section(Sections.EXPORT, exports)
        .build();
  }

  /** Active segments of one byte at an address. */
  private static byte[] data(int count, int address) {
    WasmOutput data = new WasmOutput(8 * count).u32(count);
    for (int i = 0; i < count; i++) {
      data.u8(0).u8(Opcodes.I32_CONST).signed(address).u8(Opcodes.END).u8(1).u8(7);
    }
    return new WasmBuilder()
        .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
        .section(Sections.DATA, data)
        .build();
  }

  /** One passive segment of null references. */
  private static byte[] elements(int count) {
    WasmOutput elements = new WasmOutput(3 * count).u8(1).u8(5).u8(FUNCREF).u32(count);
    for (int i = 0; i < count; i++) {
      elements.u8(0xd0).u8(FUNCREF).u8(Opcodes.END);
    }
    return new WasmBuilder().section(Sections.ELEMENT, elements).build();
  }

  @ParameterizedTest
  @EnumSource
  void theMostDataSegmentsAreAppliedOnFuel(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(data(ModuleLimits.DATA_SEGMENTS, 9))).get(0);
    Store store = engine.newStore(MIB);
    store.enter(PLENTY);
    module.instantiate(store, List.of());
    assertTrue(store.leave().fuel() >= ModuleLimits.DATA_SEGMENTS);
  }

  static Stream<Arguments> richInDeclarations() {
    WasmOutput memories = new WasmOutput(1_000).u32(ModuleLimits.MEMORIES);
    WasmOutput segments = new WasmOutput(100_000).u32(10_000);
    for (int i = 0; i < ModuleLimits.MEMORIES; i++) {
      memories.u8(0).u32(0);
    }
    for (int i = 0; i < 10_000; i++) {
      segments.u8(1).u8(0).u8(0);
    }
    Map<Named<byte[]>, Integer> pages =
        Map.of(
            Named.of("memories", new WasmBuilder().section(Sections.MEMORY, memories).build()),
            0,
            Named.of("segments", new WasmBuilder().section(Sections.ELEMENT, segments).build()),
            0,
            Named.of("tables", tables(ModuleLimits.TABLES, 0)),
            0,
            Named.of("data segments", data(10_000, 0)),
            1,
            Named.of("exports", exports(10_000)),
            1);
    return Stream.of(Engine.Mode.values())
        .flatMap(
            mode ->
                pages.entrySet().stream()
                    .map(each -> Arguments.of(mode, each.getKey(), each.getValue())));
  }

  /** A small component can instantiate one thousands of times. */
  @ParameterizedTest
  @MethodSource("richInDeclarations")
  void whatInstancesHoldOfDeclarationsIsTakenFromTheBudget(
      Engine.Mode mode, byte[] module, int pages) {
    assertEquals(Limit.MEMORY, startLimit(mode, module, pages * 65_536L + 16_384).limit());
  }

  @ParameterizedTest
  @EnumSource
  void linkingImportsIsPaidByTheirSquareAndSegmentsByTheirBytes(Engine.Mode mode) {
    int count = 1_000;
    Engine engine = Engines.create(mode);
    CoreFunction nothing =
        engine.hostFunction(new CoreType.Func(List.of(), List.of()), arguments -> new long[0]);
    assertEquals(
        count * count / 64,
        instantiation(engine, imports(count), Collections.nCopies(count, nothing)));
    assertEquals(3 * count / 16, instantiation(engine, elements(count), List.of()));
  }

  private static long instantiation(Engine engine, byte[] module, List<CoreExtern> imports) {
    CoreModule prepared = engine.prepare(List.of(module)).get(0);
    Store store = engine.newStore(MIB);
    store.enter(PLENTY);
    prepared.instantiate(store, imports);
    return store.leave().fuel();
  }

  @ParameterizedTest
  @EnumSource
  void aSegmentBeyondTheMemoryTraps(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(data(1, 65_536))).get(0);
    Store store = engine.newStore(MIB);
    store.enter(PLENTY);
    Trap trap = assertThrows(Trap.class, () -> module.instantiate(store, List.of()));
    assertEquals(Trap.Kind.MEMORY_OUT_OF_BOUNDS, trap.kind());
    store.leave();
  }

  static Stream<Arguments> negativeGrowths() {
    List<String> small =
        List.of("charge", "kept", "called", "indirect", "other", "branch", "dead", "global");
    return Stream.concat(
        small.stream().map(form -> Arguments.of(form, 0, 100)),
        Stream.of(
            Arguments.of("most", 1, 100),
            Arguments.of("least", 1L << 31, (1L << 31) + 100),
            Arguments.of("sum", 8L << 31, (8L << 31) + 100),
            Arguments.of("many", 300L << 24, (300L << 24) + 1_000),
            Arguments.of("loop", 5 * 1_000, 5 * 1_000 + 20_000)));
  }

  /** A guest that burns fuel on purpose: its own, the same in both modes, and gets nothing. */
  @ParameterizedTest
  @MethodSource("negativeGrowths")
  void negativeGrowthBurnsTheGuestsOwnFuel(String form, long least, long most) {
    Guest compiled = guest(Engine.Mode.COMPILER, "negative-growth");
    Guest interpreted = guest(Engine.Mode.INTERPRETER, "negative-growth");
    long fuel = compiled.use(PLENTY, form).fuel();
    assertEquals(fuel, interpreted.use(PLENTY, form).fuel());
    assertTrue(fuel >= least && fuel <= most, () -> form + " burns " + fuel);
    for (Guest guest : List.of(compiled, interpreted)) {
      assertEquals(-1, guest.call(form));
      assertEquals(2, guest.call("size"));
      CallLimits exact = new CallLimits(fuel, PLENTY.deadline(), 0);
      assertEquals(fuel, guest.use(exact, form).fuel());
      CallLimits less = new CallLimits(fuel - 1, PLENTY.deadline(), 0);
      LimitExceeded spent = assertThrows(LimitExceeded.class, () -> guest.use(less, form));
      assertEquals(Limit.FUEL, spent.limit());
    }
  }

  @ParameterizedTest
  @EnumSource
  void endlessNegativeGrowthEnds(Engine.Mode mode) {
    Guest guest = guest(mode, "negative-growth");
    CallLimits little = new CallLimits(1_000_000, PLENTY.deadline(), 0);
    LimitExceeded spent = assertThrows(LimitExceeded.class, () -> guest.use(little, "forever"));
    assertEquals(Limit.FUEL, spent.limit());
  }

  /** Quadratic copying would allocate 32 GiB. */
  @ParameterizedTest
  @EnumSource
  void growingToTheCapInSmallStepsAllocatesAsLittleAsDoubling(Engine.Mode mode) {
    long cap = 256 * MIB;
    Guest guest = guest(mode, "memory", cap);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    guest.call("grow", 1);
    long before = threads.getCurrentThreadAllocatedBytes();
    while (guest.call("grow", 16) >= 0) {
      assertTrue(guest.store().memoryBytes() <= cap);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(cap - 65_536 * 14, guest.memory().size());
    assertTrue(allocated < 3 * cap, () -> "allocated " + allocated);
  }

  /** A copy of the segment for each would be 100 MiB, which nothing pays for. */
  @ParameterizedTest
  @EnumSource
  void copyingNothingOfALargeSegmentAllocatesNothing(Engine.Mode mode) {
    int length = (int) MIB;
    WasmOutput init = new WasmOutput(64).u8(0);
    for (int i = 0; i < 3; i++) {
      init.u8(Opcodes.I32_CONST).u8(0);
    }
    init.u8(Opcodes.MEMORY_INIT >>> 8).u8(Opcodes.MEMORY_INIT & 0xff).u8(0).u8(0).u8(Opcodes.END);
    byte[] module =
        new WasmBuilder()
            .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
            .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
            .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
            .section(Sections.EXPORT, WasmBuilder.bytes(1, 1, 'f', 0, 0))
            .section(Sections.DATA_COUNT, WasmBuilder.bytes(1))
            .section(Sections.CODE, WasmBuilder.bytes(1).sized(init))
            .section(Sections.DATA, WasmBuilder.bytes(1, 1).sized(zeros(length)))
            .build();
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(MIB);
    CoreModule prepared = engine.prepare(List.of(module)).get(0);
    Guest guest = new Guest(store, Fixtures.instantiate(store, prepared));
    guest.call("f");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      guest.call("f");
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < length, () -> "allocated " + allocated);
  }

  private static WasmOutput zeros(int length) {
    return new WasmOutput(length).bytes(new byte[length], 0, length);
  }

  /** Where the Java heap ends before the budget does, growing is refused as it is at the budget. */
  @ParameterizedTest
  @EnumSource
  void aGuestThatOutgrowsTheHeapIsRefused(Engine.Mode mode) {
    long budget = 32_767L * 65_536;
    Guest guest = guest(mode, "memory", budget);
    while (guest.call("grow", 1_024) >= 0) {
      assertTrue(guest.store().memoryBytes() <= budget);
    }
    int last = (int) (guest.memory().size() - 4);
    guest.call("store", last, 77);
    assertEquals(77, guest.call("load", last));
    assertEquals(guest.memory().size(), guest.store().memoryBytes());
  }

  @ParameterizedTest
  @EnumSource
  void endlessRecursionTraps(Engine.Mode mode) {
    for (String recursion : List.of("parameters", "indirect")) {
      overflows(mode, recursion);
    }
  }

  /**
   * Interpreted, they are on the Java heap: see {@link InterpretedFramesTest}. What ends first,
   * that or the stack, depends on how much of the interpreter HotSpot has compiled.
   */
  @ParameterizedTest
  @EnumSource
  void endlessRecursionWithManyLocalsEndsWithStackOrMemory(Engine.Mode mode) {
    if (mode == Engine.Mode.COMPILER) {
      overflows(mode, "locals");
      return;
    }
    Guest guest = deep(mode);
    for (int i = 0; i < 3; i++) {
      RuntimeException end = assertThrows(RuntimeException.class, () -> guest.call("locals", 0));
      boolean memory = end instanceof LimitExceeded limit && limit.limit() == Limit.MEMORY;
      boolean stack = end instanceof Trap trap && trap.kind() == Trap.Kind.STACK_OVERFLOW;
      assertTrue(memory || stack, end::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStackMayEndInsideTheHost(Engine.Mode mode) {
    for (String recursion : List.of("host", "fill", "memory-grow", "table-grow")) {
      overflows(mode, recursion);
    }
  }

  private static void overflows(Engine.Mode mode, String recursion) {
    Guest guest = deep(mode);
    for (int i = 0; i < 3; i++) {
      long[] arguments = recursion.equals("parameters") ? new long[0] : new long[1];
      Trap trap = assertThrows(Trap.class, () -> guest.call(recursion, arguments), recursion);
      assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind(), recursion + ": " + trap);
    }
    assertEquals(42, guest(mode, "traps").call("fine"));
  }

  private static Guest deep(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(64 * MIB);
    CoreType.Func type = new CoreType.Func(List.of(CoreType.Val.I32), List.of(CoreType.Val.I32));
    CoreFunction host = engine.hostFunction(type, args -> new long[] {work((int) args[0], 30)});
    return new Guest(store, Fixtures.instantiate(store, Fixtures.module(engine, "deep"), host));
  }

  /** Host code with some frames of its own. */
  private static int work(int seed, int depth) {
    return depth == 0 ? String.valueOf(seed).length() : work(seed + 1, depth - 1) + 1;
  }

  /** A trap that happens where hardly any stack is left is that trap or a stack overflow. */
  @ParameterizedTest
  @EnumSource
  void aTrapAtTheEndOfTheStackKeepsItsKind(Engine.Mode mode) {
    Guest guest = deep(mode);
    int fits = 0;
    int overflows = 1;
    while (kindAtDepth(guest, overflows) != Trap.Kind.STACK_OVERFLOW) {
      fits = overflows;
      overflows *= 2;
    }
    while (overflows - fits > 1) {
      int middle = (fits + overflows) / 2;
      if (kindAtDepth(guest, middle) == Trap.Kind.STACK_OVERFLOW) {
        overflows = middle;
      } else {
        fits = middle;
      }
    }
    for (int depth = Math.max(0, fits - 40); depth < fits + 40; depth++) {
      kindAtDepth(guest, depth);
    }
  }

  private static Trap.Kind kindAtDepth(Guest guest, int depth) {
    Trap.Kind kind = assertThrows(Trap.class, () -> guest.call("trap-below", depth)).kind();
    assertTrue(
        kind == Trap.Kind.STACK_OVERFLOW || kind == Trap.Kind.MEMORY_OUT_OF_BOUNDS,
        kind + " at depth " + depth);
    return kind;
  }
}
