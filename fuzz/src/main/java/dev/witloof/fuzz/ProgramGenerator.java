package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Func;
import dev.witloof.engine.CoreType.Val;
import java.util.ArrayList;
import java.util.List;

/**
 * Valid core modules by choice that end and whose results are determined: loops and calls are
 * counted, and NaNs are made canonical where they arise. Different from {@link ModuleGenerator}'s,
 * they are good enough to run on an engine that has no limits.
 */
final class ProgramGenerator {
  static final int TABLE_SIZE = 10;
  static final int MAX_TABLE_SIZE = 14;
  static final int TABLE_OFFSET = 1;
  static final int MAX_PAGES = 3;
  static final int GLOBALS_OF_EACH_TYPE = 2;

  /** The global that counts calls down. */
  static final int CALLS_GLOBAL = 0;

  private static final int CALLS = 25;
  private static final int FUNCTIONS = 5;
  private static final int SEGMENT = 40;

  /** Signatures of functions and of blocks. */
  static final List<Func> TYPES =
      List.of(
          new Func(List.of(), List.of()),
          new Func(List.of(), List.of(Val.I32)),
          new Func(List.of(), List.of(Val.I64)),
          new Func(List.of(), List.of(Val.F32)),
          new Func(List.of(), List.of(Val.F64)),
          new Func(List.of(Val.I32), List.of(Val.I32)),
          new Func(List.of(Val.I64), List.of(Val.I64)),
          new Func(List.of(Val.I32), List.of()),
          new Func(List.of(Val.I32, Val.I64), List.of(Val.I64)),
          new Func(List.of(Val.F64, Val.I32), List.of(Val.F32)),
          new Func(List.of(Val.I64), List.of(Val.I32, Val.I64)),
          new Func(List.of(Val.F32, Val.F64), List.of(Val.F64, Val.I32)),
          new Func(List.of(Val.F64), List.of(Val.I64, Val.F32)),
          new Func(List.of(Val.I32, Val.F32, Val.I64), List.of(Val.F64, Val.I32, Val.F32)),
          new Func(List.of(), List.of(Val.I32, Val.I32)));

  private final Choices choices;
  private final boolean blockParameters;
  private final List<Integer> functions = new ArrayList<>();

  private ProgramGenerator(Choices choices) {
    this.choices = choices;
    this.blockParameters = choices.flip();
  }

  static Program program(Choices choices) {
    return new ProgramGenerator(choices).program();
  }

  private Program program() {
    for (int left = 1 + choices.below(FUNCTIONS); left > 0; left--) {
      functions.add(choices.below(TYPES.size()));
    }
    WasmWriter declared = new WasmWriter().u32(functions.size() + 1);
    functions.forEach(declared::u32);
    declared.u32(TYPES.size());
    WasmWriter bodies = new WasmWriter().u32(functions.size() + 1);
    for (int i = 0; i < functions.size(); i++) {
      bodies.sized(ProgramBody.body(choices, functions, i, blockParameters));
    }
    bodies.sized(state());
    byte[] module =
        WasmWriter.module()
            .section(1, types())
            .section(3, declared)
            .vectorSection(4, new WasmWriter().u8(0x70, 1, TABLE_SIZE, MAX_TABLE_SIZE))
            .vectorSection(5, new WasmWriter().u8(1, 1, MAX_PAGES))
            .section(6, new WasmWriter().vector(globals()))
            .section(7, exports())
            .vectorSection(9, elements(0, 0x41, TABLE_OFFSET, 0x0b), elements(1, 0))
            .section(12, new WasmWriter().u32(2))
            .section(10, bodies)
            .vectorSection(11, data(0, 0x41, 8, 0x0b), data(1))
            .bytes();
    return new Program(module, functions.stream().map(TYPES::get).toList(), blockParameters);
  }

  private static WasmWriter types() {
    List<WasmWriter> types = new ArrayList<>();
    TYPES.forEach(type -> types.add(type(type)));
    types.add(type(new Func(List.of(), globalTypes())));
    return new WasmWriter().vector(types);
  }

  private static WasmWriter type(Func type) {
    WasmWriter signature = new WasmWriter().u8(0x60).u32(type.params().size());
    type.params().forEach(param -> signature.u8(Program.code(param)));
    signature.u32(type.results().size());
    type.results().forEach(result -> signature.u8(Program.code(result)));
    return signature;
  }

  private static List<Val> globalTypes() {
    List<Val> types = new ArrayList<>(List.of(Val.I32));
    for (Val number : Program.NUMBERS) {
      for (int i = 0; i < GLOBALS_OF_EACH_TYPE; i++) {
        types.add(number);
      }
    }
    return types;
  }

  private static List<WasmWriter> globals() {
    List<WasmWriter> globals = new ArrayList<>();
    for (Val type : globalTypes()) {
      WasmWriter global = new WasmWriter().u8(Program.code(type), 1);
      globals.add(
          switch (type) {
            case I32 -> global.u8(0x41).signed(CALLS).u8(0x0b);
            case I64 -> global.u8(0x42).signed(7).u8(0x0b);
            case F32 -> global.u8(0x43).fixed(Float.floatToRawIntBits(1.5f), 4).u8(0x0b);
            default -> global.u8(0x44).fixed(Double.doubleToRawLongBits(-2.5), 8).u8(0x0b);
          });
    }
    return globals;
  }

  private WasmWriter exports() {
    WasmWriter exports = new WasmWriter().u32(functions.size() + 2).name(Program.MEMORY).u8(2, 0);
    for (int i = 0; i < functions.size(); i++) {
      exports.name("f" + i).u8(0).u32(i);
    }
    return exports.name(Program.STATE).u8(0).u32(functions.size());
  }

  /** All functions but the last, by index; {@code head} says where to. */
  private WasmWriter elements(int... head) {
    WasmWriter segment = new WasmWriter().u8(head).u32(functions.size());
    for (int i = 0; i < functions.size(); i++) {
      segment.u32(i);
    }
    return segment;
  }

  private static WasmWriter data(int... head) {
    WasmWriter segment = new WasmWriter().u8(head).u32(SEGMENT);
    for (int i = 0; i < SEGMENT; i++) {
      segment.u8(i * 37 + 11);
    }
    return segment;
  }

  private static WasmWriter state() {
    WasmWriter body = new WasmWriter().u8(0);
    for (int i = 0; i < globalTypes().size(); i++) {
      body.u8(0x23).u32(i);
    }
    return body.u8(0x41).signed(CALLS).u8(0x24, CALLS_GLOBAL, 0x0b);
  }
}
