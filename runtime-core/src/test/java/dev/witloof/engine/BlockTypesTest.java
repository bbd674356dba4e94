package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks whose type has an index that Chicory would take for a value type. */
class BlockTypesTest {
  private static final int I32 = 0x7f;
  private static final int TYPES = 200;

  /**
   * Type i takes nothing and gives i + 2 numbers. Function i returns what a block of type i gives:
   * the numbers from i on.
   */
  private static byte[] module() {
    WasmOutput types = new WasmOutput(TYPES * TYPES).u32(TYPES);
    WasmOutput functions = new WasmOutput(TYPES * 2).u32(TYPES);
    WasmOutput exports = new WasmOutput(TYPES * 8).u32(TYPES);
    WasmOutput bodies = new WasmOutput(TYPES * TYPES).u32(TYPES);
    for (int i = 0; i < TYPES; i++) {
      types.u8(0x60).u32(0).u32(i + 2);
      WasmOutput body = new WasmOutput(1024).u8(0).u8(Opcodes.BLOCK).signed(i);
      for (int result = 0; result < i + 2; result++) {
        types.u8(I32);
        body.u8(Opcodes.I32_CONST).signed(i + result);
      }
      body.u8(Opcodes.END).u8(Opcodes.END);
      functions.u32(i);
      exports.name("f" + i).u8(0).u32(i);
      bodies.sized(body);
    }
    return new WasmBuilder()
        .section(Sections.TYPE, types)
        .section(Sections.FUNCTION, functions)
        .section(Sections.EXPORT, exports)
        .section(Sections.CODE, bodies)
        .build();
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void everyTypeIndexMeansItsType(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(module())).get(0);
    Store store = engine.newStore(Fixtures.MIB);
    CoreInstance instance = Fixtures.instantiate(store, module);
    store.enter(Fixtures.PLENTY);
    for (int i = 0; i < TYPES; i++) {
      long[] expected = new long[i + 2];
      for (int result = 0; result < expected.length; result++) {
        expected[result] = i + result;
      }
      CoreFunction function = (CoreFunction) instance.export("f" + i).orElseThrow();
      assertArrayEquals(expected, function.call());
    }
    store.leave();
  }
}
