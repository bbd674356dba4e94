package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A branch to the end of a function whose last instruction is a block that it is not in. */
class FunctionLabelTest {
  private static final int I32 = 0x7f;

  /** {@code i32.const 40 local.get 0 br_if 0 drop (block (result i32) i32.const 41)} */
  private static byte[] module() {
    WasmOutput body =
        WasmBuilder.bytes(0, Opcodes.I32_CONST, 40, Opcodes.LOCAL_GET, 0, Opcodes.BR_IF, 0)
            .u8(Opcodes.DROP)
            .u8(Opcodes.BLOCK)
            .u8(I32)
            .u8(Opcodes.I32_CONST)
            .u8(41)
            .u8(Opcodes.END)
            .u8(Opcodes.END);
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 1, I32, 1, I32))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u32(0))
        .section(Sections.CODE, new WasmOutput(32).u32(1).sized(body))
        .build();
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void returns(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(module())).get(0);
    assertEquals(List.of(), module.interpretedFunctions());
    Store store = engine.newStore(0);
    CoreFunction function =
        (CoreFunction) Fixtures.instantiate(store, module).export("f").orElseThrow();
    store.enter(Fixtures.PLENTY);
    assertArrayEquals(new long[] {40}, function.call(1));
    assertArrayEquals(new long[] {41}, function.call(0));
    store.leave();
  }
}
