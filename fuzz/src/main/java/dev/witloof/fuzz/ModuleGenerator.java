package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Func;
import dev.witloof.engine.CoreType.Val;
import java.util.ArrayList;
import java.util.List;

/** Valid core modules by choice; every function is exported as {@code f0}, {@code f1} … */
final class ModuleGenerator {
  private static final int FUNCTIONS = 4;
  private static final int GLOBALS = 2;
  private static final int MAX_PAGES = 4;

  /** Signatures of functions and of blocks. */
  private static final List<Func> TYPES =
      List.of(
          new Func(List.of(), List.of()),
          new Func(List.of(), List.of(Val.I32)),
          new Func(List.of(), List.of(Val.I64)),
          new Func(List.of(Val.I32), List.of(Val.I32)),
          new Func(List.of(Val.I32, Val.I64), List.of(Val.I64)),
          new Func(List.of(Val.I64), List.of(Val.I32, Val.I64)));

  private ModuleGenerator() {}

  static byte[] module(Choices choices) {
    List<Integer> functions = new ArrayList<>();
    for (int left = 1 + choices.below(FUNCTIONS); left > 0; left--) {
      functions.add(choices.below(TYPES.size()));
    }
    WasmWriter declared = new WasmWriter().u32(functions.size());
    WasmWriter exports = new WasmWriter().u32(functions.size() + 1).name("memory").u8(2, 0);
    WasmWriter elements = new WasmWriter().u8(1, 0, 0x41, 0, 0x0b).u32(functions.size());
    WasmWriter bodies = new WasmWriter().u32(functions.size());
    var surroundings = new BodyGenerator.Surroundings(TYPES, functions, GLOBALS);
    for (int i = 0; i < functions.size(); i++) {
      int type = functions.get(i);
      declared.u32(type);
      exports.name("f" + i).u8(0).u32(i);
      elements.u32(i);
      bodies.sized(BodyGenerator.body(choices, surroundings, TYPES.get(type)));
    }
    return WasmWriter.module()
        .section(1, types())
        .section(3, declared)
        .vectorSection(4, new WasmWriter().u8(0x70, 0, FUNCTIONS + 1))
        .vectorSection(5, new WasmWriter().u8(1, 1, MAX_PAGES))
        .vectorSection(6, global(Val.I32), global(Val.I32), global(Val.I64), global(Val.I64))
        .section(7, exports)
        .section(9, elements)
        .section(10, bodies)
        .bytes();
  }

  private static WasmWriter types() {
    List<WasmWriter> types = new ArrayList<>();
    for (Func type : TYPES) {
      WasmWriter signature = new WasmWriter().u8(0x60).u32(type.params().size());
      type.params().forEach(param -> signature.u8(BodyGenerator.code(param)));
      signature.u32(type.results().size());
      type.results().forEach(result -> signature.u8(BodyGenerator.code(result)));
      types.add(signature);
    }
    return new WasmWriter().vector(types);
  }

  private static WasmWriter global(Val type) {
    return new WasmWriter().u8(BodyGenerator.code(type), 1, type == Val.I32 ? 0x41 : 0x42, 7, 0x0b);
  }
}
