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
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of functions of one type: imported, exported, and called through a table. */
class ManyFunctionsTest {
  private static final int IMPORTED = 1_100;

  /** All of the type; behind them are one of another type, and the one that calls by a table. */
  private static final int FUNCTIONS = IMPORTED + 3_100;

  private static final int OTHER = FUNCTIONS;
  private static final int CALLER = FUNCTIONS + 1;
  private static final int I64_ADD = 0x7c;
  private static final int I32_ADD = 0x6a;

  static Stream<Arguments> types() {
    List<CoreType.Func> types =
        List.of(
            new CoreType.Func(List.of(), List.of()),
            new CoreType.Func(List.of(Val.I32), List.of(Val.I32)),
            new CoreType.Func(List.of(Val.F64, Val.I32, Val.F32, Val.I64), List.of(Val.I64)),
            new CoreType.Func(List.of(Val.F64, Val.I64), List.of(Val.I64, Val.I32)),
            new CoreType.Func(Collections.nCopies(50, Val.I64), List.of(Val.I64)));
    List<Arguments> all = new ArrayList<>();
    for (Engine.Mode mode : Engine.Mode.values()) {
      types.forEach(type -> all.add(Arguments.of(mode, type)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void theRightOneIsCalled(Engine.Mode mode, CoreType.Func type) {
    Pair pair = new Pair(mode, type);
    IntStream.of(0, 1, 499, 500, 1_023, 1_024, IMPORTED - 1, IMPORTED, 1_500, 2_047, 2_048)
        .forEach(pair::check);
    IntStream.of(3_000, 4_095, 4_096, 4_097, FUNCTIONS - 1).forEach(pair::check);
  }

  @ParameterizedTest
  @MethodSource("types")
  void oneOfAnotherTypeIsAMismatch(Engine.Mode mode, CoreType.Func type) {
    Pair pair = new Pair(mode, type);
    for (Guest caller : List.of(pair.first, pair.second)) {
      Trap trap = assertThrows(Trap.class, () -> caller.call("call", pair.arguments(OTHER)));
      assertEquals(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, trap.kind());
    }
  }

  /** Two instances of one module that share a table: the functions in it are the second's. */
  private static final class Pair {
    private final CoreType.Func type;
    private final Guest first;
    private final Guest second;
    private int lastHost;

    Pair(Engine.Mode mode, CoreType.Func type) {
      this.type = type;
      Engine engine = Engines.create(mode);
      CoreModule module = engine.prepare(List.of(module(type))).get(0);
      assertEquals(List.of(), module.interpretedFunctions());
      Store store = engine.newStore(64 * Fixtures.MIB);
      CoreModule provider = engine.prepare(List.of(table())).get(0);
      List<CoreExtern> imports = new ArrayList<>();
      imports.add(Fixtures.instantiate(store, provider).export("t").orElseThrow());
      for (int i = 0; i < IMPORTED; i++) {
        int number = i;
        imports.add(engine.hostFunction(type, args -> host(number, args)));
      }
      CoreExtern[] externs = imports.toArray(CoreExtern[]::new);
      first = new Guest(store, Fixtures.instantiate(store, module, externs));
      second = new Guest(store, Fixtures.instantiate(store, module, externs));
    }

    private long[] host(int number, long[] args) {
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
    long[] arguments(int function) {
      int count = type.params().size();
      long[] arguments = new long[count + 1];
      if (count > 0) {
        arguments[count - 1] = 1_000_000;
      }
      arguments[count] = function;
      return arguments;
    }

    /** Calls a function by its export, by the table, and by the table from another instance. */
    void check(int number) {
      long[] arguments = arguments(number);
      if (number >= IMPORTED) {
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
      assertEquals(number, number < IMPORTED ? lastHost : second.memory().readInt(0), export);
      assertArrayEquals(results(arguments, number), results, export);
      second.store().leave();
    }
  }

  private static byte[] table() {
    return new WasmBuilder()
        .section(Sections.TABLE, WasmBuilder.bytes(1, 0x70, 0).u32(FUNCTIONS + 1))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("t").u8(1).u8(0))
        .build();
  }

  private static byte[] module(CoreType.Func type) {
    WasmOutput imports = new WasmOutput(16 * IMPORTED).u32(IMPORTED + 1);
    imports.name("").name("table").u8(1).u8(0x70).u8(0).u32(1);
    WasmOutput functions = new WasmOutput(FUNCTIONS).u32(FUNCTIONS - IMPORTED + 2);
    WasmOutput exports = new WasmOutput(12 * FUNCTIONS).u32(FUNCTIONS - IMPORTED + 2);
    WasmOutput bodies = new WasmOutput(20 * FUNCTIONS).u32(FUNCTIONS - IMPORTED + 2);
    WasmOutput elements = WasmBuilder.bytes(1, 0, Opcodes.I32_CONST, 0, Opcodes.END);
    elements.u32(FUNCTIONS + 1);
    for (int i = 0; i < FUNCTIONS; i++) {
      elements.u32(i);
      if (i < IMPORTED) {
        imports.name("").name("f" + i).u8(0).u32(0);
      } else {
        functions.u8(0);
        exports.name("f" + i).u8(0).u32(i);
        bodies.sized(body(type, i));
      }
    }
    elements.u32(OTHER);
    functions.u8(1).u8(2);
    exports.name("memory").u8(2).u8(0).name("call").u8(0).u32(CALLER);
    bodies.sized(WasmBuilder.bytes(0, Opcodes.END)).sized(caller(type));
    return new WasmBuilder()
        .section(Sections.TYPE, types(type))
        .section(Sections.IMPORT, imports)
        .section(Sections.FUNCTION, functions)
        .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
        .section(Sections.EXPORT, exports)
        .section(Sections.ELEMENT, elements)
        .section(Sections.CODE, bodies)
        .build();
  }

  /**
   * The type, another one, and that of the function that calls by a number behind the arguments.
   */
  private static WasmOutput types(CoreType.Func type) {
    List<Val> withNumber = new ArrayList<>(type.params());
    withNumber.add(Val.I32);
    WasmOutput types = new WasmOutput(16).u32(3);
    List<CoreType.Func> all =
        List.of(
            type,
            new CoreType.Func(List.of(Val.F32), List.of()),
            new CoreType.Func(withNumber, type.results()));
    for (CoreType.Func each : all) {
      types.u8(0x60).u32(each.params().size());
      each.params().forEach(param -> types.u8(ValueTypes.code(param)));
      types.u32(each.results().size());
      each.results().forEach(result -> types.u8(ValueTypes.code(result)));
    }
    return types;
  }

  /** Stores its number in memory, and returns it with the last argument added. */
  private static WasmOutput body(CoreType.Func type, int number) {
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

  private static WasmOutput caller(CoreType.Func type) {
    WasmOutput body = WasmBuilder.bytes(0);
    for (int i = 0; i <= type.params().size(); i++) {
      body.u8(Opcodes.LOCAL_GET).u32(i);
    }
    return body.u8(Opcodes.CALL_INDIRECT).u8(0).u8(0).u8(Opcodes.END);
  }
}
