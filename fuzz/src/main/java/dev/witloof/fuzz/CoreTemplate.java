package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Val;
import java.util.List;

/** Small core modules for generated components to be made of. */
enum CoreTemplate {
  /** A memory, a table, a global, and functions of a few signatures, one a realloc. */
  LIBRARY,
  /** Imports {@code f} of {@code a}, and calls it. */
  CALLER,
  /** Runs a function when it is instantiated. */
  STARTED;

  /** An export that is a function; {@code parameters} and {@code results} are its signature. */
  record Function(String name, List<Val> parameters, List<Val> results) {}

  /** The functions that a module exports. */
  List<Function> functions() {
    return switch (this) {
      case LIBRARY ->
          List.of(
              new Function("f", List.of(), List.of()),
              new Function("g", List.of(Val.I32), List.of(Val.I32)),
              new Function("d", List.of(Val.I32), List.of()),
              new Function("h", List.of(Val.I64, Val.F32), List.of(Val.F64)),
              new Function("r", List.of(Val.I32, Val.I32, Val.I32, Val.I32), List.of(Val.I32)),
              new Function("p", List.of(Val.I32, Val.I32), List.of(Val.I32)));
      case CALLER -> List.of(new Function("f", List.of(), List.of()));
      case STARTED -> List.of();
    };
  }

  byte[] bytes() {
    return switch (this) {
      case LIBRARY -> library();
      case CALLER -> caller();
      case STARTED -> started();
    };
  }

  private static byte[] library() {
    return WasmWriter.module()
        .vectorSection(
            1,
            type().u8(0, 0),
            type().u8(1, 0x7f, 1, 0x7f),
            type().u8(1, 0x7f, 0),
            type().u8(2, 0x7e, 0x7d, 1, 0x7c),
            type().u8(4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f),
            type().u8(2, 0x7f, 0x7f, 1, 0x7f))
        .section(3, new WasmWriter().u8(6, 0, 1, 2, 3, 4, 5))
        .vectorSection(4, new WasmWriter().u8(0x70, 0, 2))
        .vectorSection(5, new WasmWriter().u8(0, 1))
        .vectorSection(6, new WasmWriter().u8(0x7f, 1, 0x41, 8, 0x0b))
        .vectorSection(
            7,
            export("f", 0, 0),
            export("g", 0, 1),
            export("d", 0, 2),
            export("h", 0, 3),
            export("r", 0, 4),
            export("p", 0, 5),
            export("t", 1, 0),
            export("m", 2, 0),
            export("v", 3, 0))
        .vectorSection(
            10,
            body(0x0b),
            body(0x20, 0, 0x0b),
            body(0x0b),
            body(0x20, 1, 0xbb, 0x0b),
            // Each allocation starts on the next 256 bytes: address = global << 8, global += 1.
            body(0x23, 0, 0x41, 1, 0x6a, 0x24, 0, 0x23, 0, 0x41, 8, 0x74, 0x0b),
            body(0x20, 0, 0x20, 1, 0x6a, 0x0b))
        .bytes();
  }

  private static byte[] caller() {
    return WasmWriter.module()
        .vectorSection(1, type().u8(0, 0))
        .vectorSection(2, new WasmWriter().name("a").name("f").u8(0, 0))
        .section(3, new WasmWriter().u8(1, 0))
        .vectorSection(7, export("f", 0, 1))
        .vectorSection(10, body(0x10, 0, 0x0b))
        .bytes();
  }

  private static byte[] started() {
    return WasmWriter.module()
        .vectorSection(1, type().u8(0, 0))
        .section(3, new WasmWriter().u8(1, 0))
        .section(8, new WasmWriter().u8(0))
        .vectorSection(10, body(0x0b))
        .bytes();
  }

  private static WasmWriter type() {
    return new WasmWriter().u8(0x60);
  }

  private static WasmWriter export(String name, int sort, int index) {
    return new WasmWriter().name(name).u8(sort, index);
  }

  private static WasmWriter body(int... instructions) {
    return new WasmWriter().sized(new WasmWriter().u8(0).u8(instructions));
  }
}
