package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.PLENTY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.CoreType.Val;
import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Functions of one type, imported ones and then defined ones, all of them in a table; behind them a
 * function of another type, one that calls by the table, and one that calls the first and the last
 * directly. Of their module there are two instances that share the table: the functions in it are
 * the second's.
 */
final class SameTypePair {
  private static final int I64_ADD = 0x7c;
  private static final int I32_ADD = 0x6a;
  private static final int ARGUMENT = 1_000_000;

  private final CoreType.Func type;
  private final int imported;
  private final int functions;
  private final CoreModule module;
  private final Guest first;
  private final Guest second;
  private int lastHost;

  /**
   * @param type whose last parameter, if any, is of the type of the first result
   * @param imported functions, of the host
   * @param defined functions, which store their number
   */
  SameTypePair(Engine engine, CoreType.Func type, int imported, int defined) {
    this.type = type;
    this.imported = imported;
    this.functions = imported + defined;
    this.module = engine.prepare(List.of(bytes())).get(0);
    Store store = engine.newStore(64 * Fixtures.MIB);
    CoreModule provider = engine.prepare(List.of(table())).get(0);
    List<CoreExtern> imports = new ArrayList<>();
    imports.add(Fixtures.instantiate(store, provider).export("t").orElseThrow());
    for (int i = 0; i < imported; i++) {
      int number = i;
      imports.add(engine.hostFunction(type, args -> host(number, args)));
    }
    CoreExtern[] externs = imports.toArray(CoreExtern[]::new);
    first = new Guest(store, Fixtures.instantiate(store, module, externs));
    second = new Guest(store, Fixtures.instantiate(store, module, externs));
  }

  CoreModule module() {
    return module;
  }

  /** The index of the function of another type. */
  int other() {
    return functions;
  }

  /** The index of the function that calls by the table. */
  int indirectCaller() {
    return functions + 1;
  }

  /** The index of the function that calls the first and the last. */
  int directCaller() {
    return functions + 2;
  }

  private long[] host(int number, long[] args) {
    assertEquals(type.params().size(), args.length);
    lastHost = number;
    return results(args, number);
  }

  /** The first of several results is a function's number and its last argument. */
  private long[] results(long[] args, int number) {
    long[] results = new long[type.results().size()];
    if (results.length > 0) {
      results[0] = number + args[type.params().size() - 1];
    }
    return results;
  }

  /** Arguments for a call by the table: all zero but the last, and the function's number. */
  private long[] arguments(int function) {
    int count = type.params().size();
    long[] arguments = new long[count + 1];
    if (count > 0) {
      arguments[count - 1] = ARGUMENT;
    }
    arguments[count] = function;
    return arguments;
  }

  /**
   * Checks that a function is the one that is called: by its export, by the table, and by the table
   * from the other instance.
   */
  void check(int number) {
    long[] arguments = arguments(number);
    if (number >= imported) {
      check(number, second, "f" + number, Arrays.copyOf(arguments, arguments.length - 1));
    }
    check(number, second, "call", arguments);
    check(number, first, "call", arguments);
  }

  private void check(int number, Guest guest, String export, long[] arguments) {
    lastHost = -1;
    second.store().enter(PLENTY);
    second.memory().writeInt(0, -1);
    long[] results = guest.function(export).call(arguments);
    assertEquals(number, number < imported ? lastHost : second.memory().readInt(0), export);
    assertArrayEquals(results(arguments, number), results, export);
    second.store().leave();
  }

  /** Checks that the first and the last are those that are called directly. */
  void checkDirect() {
    lastHost = -1;
    second.store().enter(PLENTY);
    second.memory().writeInt(0, -1);
    second.function("both").call(Arrays.copyOf(arguments(0), type.params().size()));
    assertEquals(imported > 0 ? 0 : -1, lastHost);
    assertEquals(functions - 1, second.memory().readInt(0));
    second.store().leave();
  }

  /** Checks that calling a function of another type traps, from both instances. */
  void checkMismatch() {
    for (Guest caller : List.of(first, second)) {
      Trap trap = assertThrows(Trap.class, () -> caller.call("call", arguments(other())));
      assertEquals(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, trap.kind());
    }
  }

  private byte[] table() {
    return new WasmBuilder()
        .section(Sections.TABLE, WasmBuilder.bytes(1, 0x70, 0).u32(functions + 1))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("t").u8(1).u8(0))
        .build();
  }

  private byte[] bytes() {
    WasmOutput imports = new WasmOutput(16 * imported + 16).u32(imported + 1);
    imports.name("").name("table").u8(1).u8(0x70).u8(0).u32(1);
    int defined = functions - imported;
    WasmOutput types = new WasmOutput(functions).u32(defined + 3);
    WasmOutput exports = new WasmOutput(12 * functions).u32(defined + 3);
    WasmOutput bodies = new WasmOutput(20 * functions).u32(defined + 3);
    WasmOutput elements = WasmBuilder.bytes(1, 0, Opcodes.I32_CONST, 0, Opcodes.END);
    elements.u32(functions + 1);
    for (int i = 0; i < functions; i++) {
      elements.u32(i);
      if (i < imported) {
        imports.name("").name("f" + i).u8(0).u32(0);
      } else {
        types.u8(0);
        exports.name("f" + i).u8(0).u32(i);
        bodies.sized(body(i));
      }
    }
    elements.u32(other());
    types.u8(1).u8(2).u8(3);
    exports.name("memory").u8(2).u8(0);
    exports.name("call").u8(0).u32(indirectCaller()).name("both").u8(0).u32(directCaller());
    bodies.sized(WasmBuilder.bytes(0, Opcodes.END)).sized(indirectCall()).sized(directCalls());
    return new WasmBuilder()
        .section(Sections.TYPE, types())
        .section(Sections.IMPORT, imports)
        .section(Sections.FUNCTION, types)
        .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
        .section(Sections.EXPORT, exports)
        .section(Sections.ELEMENT, elements)
        .section(Sections.CODE, bodies)
        .build();
  }

  /**
   * The type, another one, that of the function that calls by a number behind the arguments, and
   * that of the one that drops the results.
   */
  private WasmOutput types() {
    List<Val> withNumber = new ArrayList<>(type.params());
    withNumber.add(Val.I32);
    WasmOutput types = new WasmOutput(16).u32(4);
    List<CoreType.Func> all =
        List.of(
            type,
            new CoreType.Func(List.of(Val.F32), List.of()),
            new CoreType.Func(withNumber, type.results()),
            new CoreType.Func(type.params(), List.of()));
    for (CoreType.Func each : all) {
      types.u8(0x60).u32(each.params().size());
      each.params().forEach(param -> types.u8(ValueTypes.code(param)));
      types.u32(each.results().size());
      each.results().forEach(result -> types.u8(ValueTypes.code(result)));
    }
    return types;
  }

  /** Stores its number in memory, and returns it with the last argument added. */
  private WasmOutput body(int number) {
    WasmOutput body = WasmBuilder.bytes(0, Opcodes.I32_CONST, 0, Opcodes.I32_CONST).signed(number);
    body.u8(Opcodes.I32_STORE).u8(2).u8(0);
    if (!type.results().isEmpty()) {
      boolean wide = type.results().get(0) == Val.I64;
      body.u8(Opcodes.LOCAL_GET).u32(type.params().size() - 1);
      body.u8(wide ? Opcodes.I64_CONST : Opcodes.I32_CONST).signed(number);
      body.u8(wide ? I64_ADD : I32_ADD);
    }
    for (int k = 1; k < type.results().size(); k++) {
      body.u8(Opcodes.I32_CONST).u8(0);
    }
    return body.u8(Opcodes.END);
  }

  private WasmOutput indirectCall() {
    WasmOutput body = parameters(type.params().size() + 1);
    return body.u8(Opcodes.CALL_INDIRECT).u8(0).u8(0).u8(Opcodes.END);
  }

  private WasmOutput directCalls() {
    WasmOutput body = WasmBuilder.bytes(0);
    for (int function : new int[] {0, functions - 1}) {
      for (int i = 0; i < type.params().size(); i++) {
        body.u8(Opcodes.LOCAL_GET).u32(i);
      }
      body.u8(Opcodes.CALL).u32(function);
      type.results().forEach(result -> body.u8(Opcodes.DROP));
    }
    return body.u8(Opcodes.END);
  }

  private static WasmOutput parameters(int count) {
    WasmOutput body = WasmBuilder.bytes(0);
    for (int i = 0; i < count; i++) {
      body.u8(Opcodes.LOCAL_GET).u32(i);
    }
    return body;
  }
}
