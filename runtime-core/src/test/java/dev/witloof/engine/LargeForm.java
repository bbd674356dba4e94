package dev.witloof.engine;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Modules with too much of one thing. Each exports a function {@code f}. */
enum LargeForm {
  /** 32,800 longs on the operand stack, each put there by one byte of JVM code. */
  OPERANDS(
      () ->
          one(
              List.of(ValueTypes.I64),
              ValueTypes.I64,
              body -> {
                body.u8(0);
                repeat(32_800, i -> body.u8(LOCAL_GET).u8(0));
                body.u8(RETURN).u8(END);
              })),
  /** As many locals as there may be, of two words each, all of which are written and read. */
  LOCALS(
      () ->
          one(
              List.of(),
              ValueTypes.I64,
              body -> {
                body.u8(1).u32(20_000).u8(ValueTypes.I64);
                repeat(
                    20_000 - 1,
                    i -> {
                      body.u8(LOCAL_GET).u32(i).u8(I64_CONST).u8(1).u8(Add.I64);
                      body.u8(LOCAL_SET).u32(i + 1);
                    });
                body.u8(LOCAL_GET).u32(20_000 - 1).u8(END);
              })),
  /** Many locals, whose types a frame has, and many places where paths join, each with a frame. */
  LOCALS_AT_JOINS(
      () ->
          one(
              List.of(ValueTypes.I32),
              ValueTypes.I32,
              body -> {
                body.u8(2).u32(10_000).u8(ValueTypes.I64).u32(10_000).u8(ValueTypes.I32);
                repeat(
                    5_000,
                    i -> {
                      body.u8(BLOCK).u8(EMPTY_BLOCK_TYPE);
                      body.u8(LOCAL_GET).u8(0).u8(BR_IF).u8(0).u8(END);
                    });
                body.u8(LOCAL_GET).u8(0).u8(END);
              })),
  /** Four functions with more constants than one class can have, and each with half of them. */
  CONSTANTS(
      () ->
          functions(
              4,
              List.of(ValueTypes.I64),
              ValueTypes.I64,
              (function, body) -> {
                body.u8(0).u8(LOCAL_GET).u8(0);
                repeat(
                    14_000,
                    i -> body.u8(I64_CONST).signed(100_000 * (function + 1) + i).u8(Add.I64));
                body.u8(END);
              })),
  /** A jump to one of 60,000 labels. */
  LABELS(
      () ->
          one(
              List.of(ValueTypes.I32),
              ValueTypes.I32,
              body -> {
                body.u8(0).u8(BLOCK).u8(EMPTY_BLOCK_TYPE).u8(BLOCK).u8(EMPTY_BLOCK_TYPE);
                body.u8(LOCAL_GET).u8(0).u8(BR_TABLE).u32(60_000);
                repeat(60_001, i -> body.u8(i % 2));
                body.u8(END).u8(I32_CONST).u8(1).u8(RETURN);
                body.u8(END).u8(I32_CONST).u8(2).u8(END);
              })),
  /** Blocks within blocks, all of which are left at once. */
  BLOCKS(() -> nested(BLOCK, 19_990)),
  /** Loops within loops. */
  LOOPS(() -> nested(LOOP, 19_990)),
  /** Ifs within ifs. */
  IFS(() -> nested(IF, 19_990)),
  /** A function that calls 3,000 others. */
  CALLS(
      () ->
          functions(
              3_001,
              List.of(ValueTypes.I32),
              ValueTypes.I32,
              (function, body) -> {
                body.u8(0).u8(LOCAL_GET).u8(0);
                if (function == 0) {
                  repeat(3_000, i -> body.u8(CALL).u32(i + 1));
                } else {
                  body.u8(I32_CONST).signed(function).u8(Add.I32);
                }
                body.u8(END);
              })),
  /** Globals, all of which are read. */
  GLOBALS(LargeForm::globals),
  /** As many types as there may be, and an indirect call of each. */
  TYPES(() -> types(1_990)),
  /** More of them. */
  TOO_MANY_TYPES(() -> types(2_100)),
  /** As many results as there may be. */
  RESULTS(LargeForm::results),
  /** Blocks and loops of hundreds of parameters and results. */
  WIDE_BLOCKS(LargeForm::wideBlocks),
  /** Loops, each above as many operands as compiled code may have. */
  LOOPS_ABOVE_OPERANDS(() -> loopsAbove(590, 700)),
  /** Few instructions, were it not for the operands that are below each loop. */
  FEW_LOOPS_ABOVE_OPERANDS(() -> loopsAbove(590, 30)),
  /** Functions that cannot be compiled, about as many as there may be of them. */
  INTERPRETED(() -> wide(2_900)),
  /** Exports of one function. */
  EXPORTS(LargeForm::exports),
  /** Elements of a table. */
  ELEMENTS(LargeForm::elements);

  private final Supplier<byte[]> module;

  LargeForm(Supplier<byte[]> module) {
    this.module = module;
  }

  byte[] module() {
    return module.get();
  }

  private static final class Add {
    static final int I32 = 0x6a;
    static final int I64 = 0x7c;
  }

  interface Numbered {
    void accept(int number);
  }

  interface Bodies {
    void write(int function, WasmOutput body);
  }

  private static void repeat(int times, Numbered code) {
    for (int i = 0; i < times; i++) {
      code.accept(i);
    }
  }

  private static byte[] one(List<Integer> params, int result, Consumer<WasmOutput> code) {
    return functions(1, params, result, (function, body) -> code.accept(body));
  }

  /** Functions of one type, the first of which is exported. */
  private static byte[] functions(int count, List<Integer> params, int result, Bodies code) {
    WasmOutput type = WasmBuilder.bytes(1, 0x60).u32(params.size());
    params.forEach(type::u8);
    return functions(type.u8(1).u8(result), count, code).build();
  }

  private static WasmBuilder functions(WasmOutput types, int count, Bodies code) {
    WasmOutput functions = new WasmOutput(count).u32(count);
    repeat(count, i -> functions.u8(0));
    return new WasmBuilder()
        .section(Sections.TYPE, types)
        .section(Sections.FUNCTION, functions)
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u8(0))
        .section(Sections.CODE, bodies(count, code));
  }

  private static WasmOutput bodies(int count, Bodies code) {
    WasmOutput bodies = new WasmOutput(64 * count).u32(count);
    repeat(
        count,
        i -> {
          WasmOutput body = new WasmOutput(64);
          code.write(i, body);
          bodies.sized(body);
        });
    return bodies;
  }

  /** Counts the levels, and leaves all of them by a branch when the argument is zero. */
  private static byte[] nested(int opcode, int depth) {
    return one(
        List.of(ValueTypes.I32),
        ValueTypes.I32,
        body -> {
          body.u8(1).u32(1).u8(ValueTypes.I32);
          body.u8(BLOCK).u8(EMPTY_BLOCK_TYPE);
          repeat(
              depth,
              i -> {
                if (opcode == IF) {
                  body.u8(LOCAL_GET).u8(0);
                }
                body.u8(opcode).u8(EMPTY_BLOCK_TYPE);
                body.u8(LOCAL_GET).u8(1).u8(I32_CONST).u8(1).u8(Add.I32).u8(LOCAL_SET).u8(1);
              });
          body.u8(LOCAL_GET).u8(1).u8(BR_IF).u32(depth);
          repeat(depth + 1, i -> body.u8(END));
          body.u8(LOCAL_GET).u8(1).u8(END);
        });
  }

  private static byte[] globals() {
    int count = 50_000;
    WasmOutput globals = new WasmOutput(8 * count).u32(count);
    repeat(count, i -> globals.u8(ValueTypes.I32).u8(1).u8(I32_CONST).signed(i).u8(END));
    WasmOutput body = new WasmOutput(8 * count).u8(0).u8(I32_CONST).u8(0);
    repeat(count, i -> body.u8(GLOBAL_GET).u32(i).u8(Add.I32));
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 1, ValueTypes.I32))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.GLOBAL, globals)
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u8(0))
        .section(Sections.CODE, new WasmOutput(8).u32(1).sized(body.u8(END)))
        .build();
  }

  /** One function, and types that are made of their number in binary; calls it by the first. */
  private static byte[] types(int count) {
    WasmOutput types = new WasmOutput(32 * count).u32(count + 1);
    types.u8(0x60).u8(0).u8(1).u8(ValueTypes.I32);
    WasmOutput body = new WasmOutput(64 * count).u8(0);
    for (int i = 0; i < count; i++) {
      List<Integer> params = new ArrayList<>();
      for (int bit = 0; bit < 11; bit++) {
        params.add((i >> bit & 1) != 0 ? ValueTypes.I64 : ValueTypes.I32);
      }
      types.u8(0x60).u32(params.size());
      params.forEach(types::u8);
      types.u8(0);
      body.u8(I32_CONST).u8(0).u8(IF).u8(EMPTY_BLOCK_TYPE);
      params.forEach(param -> body.u8(param == ValueTypes.I64 ? I64_CONST : I32_CONST).u8(0));
      body.u8(I32_CONST).u8(0).u8(CALL_INDIRECT).u32(i + 1).u8(0).u8(END);
    }
    body.u8(I32_CONST).u8(7).u8(END);
    return new WasmBuilder()
        .section(Sections.TYPE, types)
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.TABLE, WasmBuilder.bytes(1, ValueTypes.FUNCREF, 0, 1))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u8(0))
        .section(Sections.CODE, new WasmOutput(8).u32(1).sized(body))
        .build();
  }

  /** A function of a thousand results, and the exported one, which adds them up. */
  private static byte[] results() {
    int count = 1_000;
    WasmOutput types = new WasmOutput(count).u32(2).u8(0x60).u8(0).u8(1).u8(ValueTypes.I64);
    types.u8(0x60).u8(0).u32(count);
    repeat(count, i -> types.u8(ValueTypes.I64));
    WasmOutput sum = WasmBuilder.bytes(0, CALL, 1);
    repeat(count - 1, i -> sum.u8(Add.I64));
    WasmOutput all = WasmBuilder.bytes(0);
    repeat(count, i -> all.u8(I64_CONST).signed(i));
    return new WasmBuilder()
        .section(Sections.TYPE, types)
        .section(Sections.FUNCTION, WasmBuilder.bytes(2, 0, 1))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u8(0))
        .section(Sections.CODE, new WasmOutput(8).u32(2).sized(sum.u8(END)).sized(all.u8(END)))
        .build();
  }

  /** Adds up what a block of a loop gives, and has ordinary functions of small types beside. */
  private static byte[] wideBlocks() {
    int count = 260;
    WasmOutput types = new WasmOutput(4 * count).u32(3).u8(0x60).u8(0).u8(1).u8(ValueTypes.I64);
    types.u8(0x60).u8(0).u32(count);
    repeat(count, i -> types.u8(ValueTypes.I64));
    types.u8(0x60).u32(count);
    repeat(count, i -> types.u8(ValueTypes.I64));
    types.u8(1).u8(ValueTypes.I64);
    WasmOutput body = WasmBuilder.bytes(0, BLOCK, 1);
    repeat(count, i -> body.u8(I64_CONST).signed(i));
    body.u8(BR).u8(0).u8(END).u8(LOOP).u8(2);
    repeat(count - 1, i -> body.u8(Add.I64));
    body.u8(END).u8(CALL).u8(1).u8(Add.I64).u8(END);
    return new WasmBuilder()
        .section(Sections.TYPE, types)
        .section(Sections.FUNCTION, WasmBuilder.bytes(2, 0, 0))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u8(0))
        .section(
            Sections.CODE,
            new WasmOutput(8).u32(2).sized(body).sized(WasmBuilder.bytes(0, I64_CONST, 7, END)))
        .build();
  }

  /** Adds up operands, after loops of one turn each. */
  private static byte[] loopsAbove(int operands, int loops) {
    return one(
        List.of(ValueTypes.I32),
        ValueTypes.I64,
        body -> {
          body.u8(0);
          repeat(operands, i -> body.u8(I64_CONST).signed(i));
          repeat(
              loops,
              i -> {
                body.u8(LOOP).u8(EMPTY_BLOCK_TYPE);
                body.u8(I32_CONST).u8(0).u8(BR_IF).u8(0).u8(END);
              });
          repeat(operands - 1, i -> body.u8(Add.I64));
          body.u8(END);
        });
  }

  /** Functions of more parameters than a JVM method has. */
  private static byte[] wide(int count) {
    WasmOutput type = WasmBuilder.bytes(1, 0x60).u32(300);
    repeat(300, i -> type.u8(ValueTypes.I32));
    return functions(
            type.u8(1).u8(ValueTypes.I32),
            count,
            (function, body) -> body.u8(0).u8(LOCAL_GET).u32(299).u8(END))
        .build();
  }

  private static byte[] exports() {
    int count = 100_000;
    WasmOutput exports = new WasmOutput(16 * count).u32(count).name("f").u8(0).u8(0);
    repeat(count - 1, i -> exports.name("export " + i).u8(0).u8(0));
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 1, ValueTypes.I32))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.EXPORT, exports)
        .section(Sections.CODE, WasmBuilder.bytes(1, 4, 0, I32_CONST, 7, END))
        .build();
  }

  private static byte[] elements() {
    int count = 500_000;
    WasmOutput elements = WasmBuilder.bytes(1, 0, I32_CONST, 0, END).u32(count);
    repeat(count, i -> elements.u8(0));
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 1, ValueTypes.I32))
        .section(Sections.FUNCTION, WasmBuilder.bytes(2, 0, 0))
        .section(Sections.TABLE, WasmBuilder.bytes(1, ValueTypes.FUNCREF, 0).u32(count))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u8(1))
        .section(Sections.ELEMENT, elements)
        .section(
            Sections.CODE,
            new WasmOutput(32)
                .u32(2)
                .sized(WasmBuilder.bytes(0, I32_CONST, 7, END))
                .sized(
                    WasmBuilder.bytes(0, I32_CONST)
                        .signed(count - 1)
                        .u8(CALL_INDIRECT)
                        .u8(0)
                        .u8(0)
                        .u8(END)))
        .build();
  }
}
