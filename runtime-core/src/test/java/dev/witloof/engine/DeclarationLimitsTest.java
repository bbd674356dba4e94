package dev.witloof.engine;

import static dev.witloof.engine.internal.binary.Opcodes.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One more than there may be of everything that a module declares: refused, by the limit's name.
 */
class DeclarationLimitsTest {
  private static final int I32 = ValueTypes.I32;

  static Stream<Arguments> modules() {
    return Stream.of(
        of("types", ModuleLimits.TYPES, Sections.TYPE, WasmBuilder.bytes(0x60, 0, 0)),
        of("tables", ModuleLimits.TABLES, Sections.TABLE, WasmBuilder.bytes(0x70, 0, 0)),
        of("memories", ModuleLimits.MEMORIES, Sections.MEMORY, WasmBuilder.bytes(0, 0)),
        of(
            "globals",
            ModuleLimits.GLOBALS,
            Sections.GLOBAL,
            WasmBuilder.bytes(I32, 0, I32_CONST, 0, END)),
        of(
            "element segments",
            ModuleLimits.ELEMENT_SEGMENTS,
            Sections.ELEMENT,
            WasmBuilder.bytes(1, 0, 0)),
        Arguments.of("parameters", ModuleLimits.PARAMETERS, type(ModuleLimits.PARAMETERS + 1, 0)),
        Arguments.of("results", ModuleLimits.RESULTS, type(0, ModuleLimits.RESULTS + 1)),
        Arguments.of(
            "body of function 0", ModuleLimits.BODY_BYTES, body(ModuleLimits.BODY_BYTES + 1)),
        Arguments.of(
            "constant expression",
            ModuleLimits.CONSTANT_EXPRESSION_BYTES,
            constant(ModuleLimits.CONSTANT_EXPRESSION_BYTES)),
        Arguments.of("name", ModuleLimits.NAME_BYTES, name(ModuleLimits.NAME_BYTES + 1)));
  }

  private static Arguments of(String what, int limit, int section, WasmOutput item) {
    WasmOutput items = new WasmOutput((limit + 1) * item.size() + 8).u32(limit + 1);
    for (int i = 0; i <= limit; i++) {
      items.append(item);
    }
    return Arguments.of(what, limit, new WasmBuilder().section(section, items).build());
  }

  private static byte[] type(int params, int results) {
    WasmOutput type = WasmBuilder.bytes(1, 0x60).u32(params);
    fill(type, params, I32);
    type.u32(results);
    fill(type, results, I32);
    return new WasmBuilder().section(Sections.TYPE, type).build();
  }

  private static void fill(WasmOutput out, int count, int value) {
    for (int i = 0; i < count; i++) {
      out.u8(value);
    }
  }

  private static byte[] body(int size) {
    WasmOutput body = new WasmOutput(size).u8(0);
    fill(body, size - 2, NOP);
    return WasmBuilder.functions(1, body.u8(END));
  }

  /** Additions of zero, valid but for their number. */
  private static byte[] constant(int size) {
    WasmOutput global = WasmBuilder.bytes(1, I32, 0, I32_CONST, 0);
    for (int i = 0; i < size / 3; i++) {
      global.u8(I32_CONST).u8(0).u8(0x6a);
    }
    return new WasmBuilder().section(Sections.GLOBAL, global.u8(END)).build();
  }

  private static byte[] name(int size) {
    WasmOutput exports = new WasmOutput(size + 16).u32(1).name("x".repeat(size)).u8(2).u8(0);
    return new WasmBuilder()
        .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 0))
        .section(Sections.EXPORT, exports)
        .build();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void isRefused(String what, int limit, byte[] module) {
    for (Engine.Mode mode : Engine.Mode.values()) {
      Engine engine = Engines.create(mode);
      InvalidModule refused =
          assertThrows(InvalidModule.class, () -> engine.prepare(List.of(module)));
      assertEquals(InvalidModule.Kind.LIMIT, refused.kind(), refused.getMessage());
      assertTrue(refused.getMessage().contains(what), refused.getMessage());
      assertTrue(refused.getMessage().contains(String.valueOf(limit)), refused.getMessage());
    }
  }

  /** The interpreter takes them; one method of a compiled module has to know all of them. */
  @Test
  void tooManyFunctionsThatCannotBeCompiledAreRefused() {
    WasmOutput type = WasmBuilder.bytes(1, 0x60).u32(300);
    fill(type, 300, I32);
    WasmOutput functions = new WasmOutput(4_096).u32(ModuleLimits.INTERPRETED + 1);
    fill(functions, ModuleLimits.INTERPRETED + 1, 0);
    WasmOutput bodies = new WasmOutput(16_384).u32(ModuleLimits.INTERPRETED + 1);
    for (int i = 0; i <= ModuleLimits.INTERPRETED; i++) {
      bodies.sized(WasmBuilder.bytes(0, END));
    }
    byte[] module =
        new WasmBuilder()
            .section(Sections.TYPE, type.u8(0))
            .section(Sections.FUNCTION, functions)
            .section(Sections.CODE, bodies)
            .build();
    assertEquals(1, Engines.create(Engine.Mode.INTERPRETER).prepare(List.of(module)).size());

    Engine compiler = Engines.create(Engine.Mode.COMPILER);
    String message =
        assertThrows(InvalidModule.class, () -> compiler.prepare(List.of(module))).getMessage();
    assertTrue(message.startsWith("core module 0: 3001 functions cannot be compiled"), message);
    assertTrue(message.contains("the limit is " + ModuleLimits.INTERPRETED), message);
  }
}
