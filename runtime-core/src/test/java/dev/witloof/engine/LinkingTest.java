package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.instantiate;
import static dev.witloof.engine.Fixtures.wasm;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.Fixtures.Guest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Instances that share functions, tables, memories and globals. */
class LinkingTest {
  private static final CoreType.Func UNARY =
      new CoreType.Func(List.of(CoreType.Val.I32), List.of(CoreType.Val.I32));

  private static CoreExtern export(CoreInstance instance, String name) {
    return instance.export(name).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void callIndirectComparesTypesAcrossModules(Engine.Mode mode) {
    Guest caller = sharedTable(mode);
    assertEquals(42, caller.call("call", 0));
    assertEquals(
        Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH,
        assertThrows(Trap.class, () -> caller.call("call", 1)).kind());
    assertEquals(
        Trap.Kind.UNINITIALIZED_ELEMENT,
        assertThrows(Trap.class, () -> caller.call("call", 2)).kind());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void tableCopyKeepsTheInstanceOfEachFunction(Engine.Mode mode) {
    Guest caller = sharedTable(mode);
    caller.call("copy", 2, 0, 1);
    assertEquals(42, caller.call("call", 2));
    caller.call("copy", 1, 2, 2);
    assertEquals(42, caller.call("call", 1));
  }

  private static Guest sharedTable(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules =
        engine.prepare(List.of(wasm("indirect-provider"), wasm("indirect-caller")));
    Store store = engine.newStore(MIB);
    CoreInstance provider = instantiate(store, modules.get(0));
    return new Guest(store, instantiate(store, modules.get(1), export(provider, "table")));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void eachElementKeepsItsInstanceWhereverItWasSetAndHoweverTheTableGrew(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules = engine.prepare(List.of(wasm("table"), wasm("table-user")));
    Store store = engine.newStore(MIB);
    Guest owner = new Guest(store, instantiate(store, modules.get(0)));
    Guest user =
        new Guest(store, instantiate(store, modules.get(1), export(owner.instance(), "table")));
    owner.call("set", 0);
    assertEquals(7, user.call("call", 0));
    assertEquals(1, user.call("grow", 100));
    assertEquals(101, owner.call("grow", 100));
    owner.call("set", 150);
    user.call("set", 199);
    for (Guest caller : List.of(owner, user)) {
      assertEquals(7, caller.call("call", 0));
      assertEquals(8, caller.call("call", 100));
      assertEquals(7, caller.call("call", 150));
      assertEquals(8, caller.call("call", 199));
      assertEquals(
          Trap.Kind.UNINITIALIZED_ELEMENT,
          assertThrows(Trap.class, () -> caller.call("call", 151)).kind());
    }
  }

  /** Core specification, 4.5.4: instantiation that fails has changed what it shares. */
  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void elementsOfAnInstanceThatWasNeverFinishedCanBeCalled(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules = engine.prepare(List.of(wasm("table"), wasm("table-late")));
    Store store = engine.newStore(MIB);
    Guest owner = new Guest(store, instantiate(store, modules.get(0)));
    owner.call("grow", 2);
    CoreExtern table = export(owner.instance(), "table");
    Trap trap = assertThrows(Trap.class, () -> instantiate(store, modules.get(1), table));
    assertEquals(Trap.Kind.TABLE_OUT_OF_BOUNDS, trap.kind());
    assertEquals(41, owner.call("call", 0));
    assertEquals(42, owner.call("call", 1));
    assertEquals(43, owner.call("call", 2));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void shimCallsTheHostFunctionThatTheFixupFilledIn(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules = engine.prepare(List.of(wasm("shim"), wasm("fixup")));
    Store store = engine.newStore(MIB);
    CoreInstance shim = instantiate(store, modules.get(0));
    CoreType.Func type = new CoreType.Func(List.of(CoreType.Val.I64), List.of(CoreType.Val.I64));
    CoreFunction negate = engine.hostFunction(type, args -> new long[] {-args[0]});
    instantiate(store, modules.get(1), negate, export(shim, "$imports"));
    store.enter(Fixtures.PLENTY);
    assertArrayEquals(new long[] {-5}, ((CoreFunction) export(shim, "0")).call(5));
    store.leave();
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void growingATableDoesNotChangeTheModule(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = Fixtures.module(engine, "table");
    Store first = engine.newStore(MIB);
    assertEquals(1, new Guest(first, instantiate(first, module)).call("grow", 100));
    Store second = engine.newStore(MIB);
    assertEquals(1, new Guest(second, instantiate(second, module)).call("size"));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void growingAMemoryIsPaidByHowManyShareIt(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules = engine.prepare(List.of(wasm("memory"), wasm("memory-user")));
    Store store = engine.newStore(4 * MIB);
    Guest owner = new Guest(store, instantiate(store, modules.get(0)));
    long alone = owner.use(Fixtures.PLENTY, "grow", 1).fuel();
    for (int i = 0; i < 31; i++) {
      instantiate(store, modules.get(1), export(owner.instance(), "memory"));
    }
    assertEquals(alone + 2, owner.use(Fixtures.PLENTY, "grow", 1).fuel());
    assertEquals(3, owner.call("grow", 0));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void instancesThatShareAMemorySeeEachOthersGrowthButHaveTheirOwnSegments(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules = engine.prepare(List.of(wasm("memory"), wasm("memory-user")));
    Store store = engine.newStore(4 * MIB);
    Guest owner = new Guest(store, instantiate(store, modules.get(0)));
    Guest user =
        new Guest(store, instantiate(store, modules.get(1), export(owner.instance(), "memory")));

    owner.call("init", 0, 0, 6);
    assertEquals('a', user.call("byte", 0));
    user.call("init", 0, 0, 6);
    assertEquals('U', owner.call("byte", 0));
    user.call("drop");
    assertThrows(Trap.class, () -> user.call("init", 0, 0, 1));
    owner.call("init", 0, 1, 5);
    assertEquals('b', user.call("byte", 0));

    assertEquals(1, owner.call("grow", 20));
    assertEquals(21, user.call("size"));
    owner.call("store", 20 * 65536, 9);
    assertEquals(9, user.call("byte", 20 * 65536));
    assertEquals('x', user.call("byte", 16));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void dataDropInOneInstanceLeavesOtherInstancesAlone(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = Fixtures.module(engine, "memory");
    Store store = engine.newStore(MIB);
    Guest first = new Guest(store, instantiate(store, module));
    first.call("drop");
    Guest second = new Guest(store, instantiate(store, module));
    second.call("init", 0, 0, 6);
    assertEquals('a', second.call("byte", 0));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void importsAreMatchedByPosition(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules = engine.prepare(List.of(wasm("global"), wasm("linked")));
    Store store = engine.newStore(MIB);
    CoreInstance globals = instantiate(store, modules.get(0));
    CoreFunction twice = engine.hostFunction(UNARY, args -> new long[] {args[0] * 2});
    CoreFunction plusOne = engine.hostFunction(UNARY, args -> new long[] {args[0] + 1});
    Guest guest =
        new Guest(
            store, instantiate(store, modules.get(1), twice, plusOne, export(globals, "counter")));
    assertEquals(11, guest.call("both", 5));
    assertEquals(41, guest.call("bump"));
    assertEquals(42, guest.call("bump"));
    assertSame(twice, guest.function("one"));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void functionOfOneInstanceIsCalledFromAnother(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules =
        engine.prepare(List.of(wasm("global"), wasm("memory"), wasm("linked")));
    Store store = engine.newStore(MIB);
    CoreInstance globals = instantiate(store, modules.get(0));
    CoreInstance memory = instantiate(store, modules.get(1));
    Guest guest =
        new Guest(
            store,
            instantiate(
                store,
                modules.get(2),
                export(memory, "byte"),
                export(memory, "load"),
                export(globals, "counter")));
    // byte(16) is 'x' = 120; load(120) is 0.
    assertEquals(0, guest.call("both", 16));
    assertEquals(
        Trap.Kind.MEMORY_OUT_OF_BOUNDS,
        assertThrows(Trap.class, () -> guest.call("both", 65536)).kind());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void importsOfOtherTypesAreRefused(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules =
        engine.prepare(List.of(wasm("global"), wasm("linked"), wasm("memory-user")));
    Store store = engine.newStore(MIB);
    CoreInstance globals = instantiate(store, modules.get(0));
    CoreFunction fine = engine.hostFunction(UNARY, args -> args);
    CoreFunction other =
        engine.hostFunction(new CoreType.Func(List.of(CoreType.Val.I64), List.of()), args -> args);
    CoreExtern counter = export(globals, "counter");
    InvalidModule e =
        assertThrows(
            InvalidModule.class, () -> instantiate(store, modules.get(1), fine, other, counter));
    assertTrue(e.getMessage().startsWith("import 1 (\"host\" \"f\") needs Func["), e.getMessage());
    assertThrows(
        InvalidModule.class,
        () -> instantiate(store, modules.get(1), fine, fine, export(globals, "constant")));
    assertThrows(InvalidModule.class, () -> instantiate(store, modules.get(2), fine));
    assertThrows(
        IllegalArgumentException.class, () -> instantiate(store, modules.get(1), fine, fine));
    Store otherStore = engine.newStore(MIB);
    assertThrows(
        IllegalArgumentException.class,
        () -> instantiate(otherStore, modules.get(1), fine, fine, counter));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void onlyTheStartFunctionRunsAtInstantiation(Engine.Mode mode) {
    assertEquals(0, Fixtures.guest(mode, "underscore-start").call("ran"));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void memoryIsReadAndWrittenByTheHostWithinItsBounds(Engine.Mode mode) {
    Guest guest = Fixtures.guest(mode, "memory");
    CoreMemory memory = guest.memory();
    memory.writeLong(65528, 0x0102030405060708L);
    assertEquals(0x05060708, guest.call("load", 65528));
    byte[] bytes = new byte[5];
    memory.read(16, bytes, 1, 3);
    assertArrayEquals(new byte[] {0, 'x', 'y', 'z', 0}, bytes);
    memory.write(0, bytes, 1, 3);
    assertEquals('x', guest.call("byte", 0));
    assertThrows(Trap.class, () -> memory.readInt(65533));
    assertThrows(Trap.class, () -> memory.readByte(-1));
    assertThrows(Trap.class, () -> memory.read(65534, bytes, 0, 3));
    assertThrows(Trap.class, () -> memory.writeLong(0xffffffffL, 0));
    assertThrows(Trap.class, () -> guest.call("load_far", 16));
    assertThrows(Trap.class, () -> guest.call("fill", 65535, 1, 2));
    guest.call("fill", 65535, 1, 1);
    guest.call("copy", 1, 0, 65535);
    assertEquals('x', guest.call("byte", 1));
    guest.call("copy", 0, 1, 65535);
    assertEquals('x', guest.call("byte", 0));
  }
}
