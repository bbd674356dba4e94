package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks and loops that have parameters. */
class BlockParametersTest {
  private static final int I32 = 0x7f;

  /**
   * {@code i32.const 9 (block (param i32) (result i32) i32.const 40 i32.const 41 local.get 0 br_if
   * 0 i32.add i32.add)}
   */
  private static byte[] leaving() {
    WasmOutput body =
        WasmBuilder.bytes(0, Opcodes.I32_CONST, 9, Opcodes.BLOCK, 0, Opcodes.I32_CONST, 40)
            .u8(Opcodes.I32_CONST)
            .u8(41)
            .u8(Opcodes.LOCAL_GET)
            .u8(0)
            .u8(Opcodes.BR_IF)
            .u8(0)
            .u8(0x6a)
            .u8(0x6a)
            .u8(Opcodes.END)
            .u8(Opcodes.END);
    return module(body);
  }

  /**
   * Operands with fewer beneath than the loop has parameters: {@code i32.const 7 (block i32.const 1
   * i32.const 2 local.get 0 (loop (param i32 i32 i32) local.tee 0 br_if 0 …))}. Each turn of the
   * loop passes the first two parameters on, and zero.
   */
  private static byte[] looping() {
    WasmOutput body = WasmBuilder.bytes(0, Opcodes.I32_CONST, 7);
    body.append(WasmBuilder.bytes(Opcodes.BLOCK, Opcodes.EMPTY_BLOCK_TYPE, Opcodes.I32_CONST, 1));
    body.append(WasmBuilder.bytes(Opcodes.I32_CONST, 2, Opcodes.LOCAL_GET, 0, Opcodes.LOOP, 1));
    body.append(WasmBuilder.bytes(Opcodes.LOCAL_SET, 0, Opcodes.I32_CONST, 0));
    body.append(WasmBuilder.bytes(Opcodes.LOCAL_GET, 0, Opcodes.BR_IF, 0));
    body.append(WasmBuilder.bytes(Opcodes.DROP, Opcodes.DROP, Opcodes.DROP, Opcodes.END));
    return module(body.append(WasmBuilder.bytes(Opcodes.END, Opcodes.END)));
  }

  private static byte[] module(WasmOutput body) {
    return new WasmBuilder()
        .section(
            Sections.TYPE, WasmBuilder.bytes(2, 0x60, 1, I32, 1, I32, 0x60, 3, I32, I32, I32, 0))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u32(0))
        .section(Sections.CODE, new WasmOutput(32).u32(1).sized(body))
        .build();
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void leavesOnlyTheResults(Engine.Mode mode) {
    CoreFunction function = function(mode, leaving());
    assertArrayEquals(new long[] {41}, function.call(1));
    assertArrayEquals(new long[] {90}, function.call(0));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void leavesWhatIsBeneathALoop(Engine.Mode mode) {
    CoreFunction function = function(mode, looping());
    assertArrayEquals(new long[] {7}, function.call(1));
    assertArrayEquals(new long[] {7}, function.call(0));
  }

  private static CoreFunction function(Engine.Mode mode, byte[] module) {
    Engine engine = Engines.create(mode);
    CoreModule prepared = engine.prepare(List.of(module)).get(0);
    assertEquals(List.of(), prepared.interpretedFunctions());
    Store store = engine.newStore(0);
    CoreInstance instance = Fixtures.instantiate(store, prepared);
    store.enter(Fixtures.PLENTY);
    return (CoreFunction) instance.export("f").orElseThrow();
  }
}
