package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A module whose functions are so many that a class cannot name them all, so that indirect calls go
 * by classes of their own.
 */
class BridgeClassesTest {
  private static final int I32 = 0x7f;
  private static final int I64 = 0x7e;
  private static final int TYPES = 6;

  /** Of each type: more than Chicory dispatches by one method. */
  private static final int OF_A_TYPE = 4_000;

  private static final int FUNCTIONS = TYPES * OF_A_TYPE;

  /** Function i, of type i modulo their number, returns i; behind them is a caller of each type. */
  private static byte[] module() {
    WasmOutput types = new WasmOutput(128).u32(TYPES + 1);
    for (int type = 0; type < TYPES; type++) {
      types.u8(0x60).u32(type + 1);
      IntStream.rangeClosed(0, type).forEach(param -> types.u8(param % 2 == 0 ? I64 : I32));
      types.u8(1).u8(I32);
    }
    types.u8(0x60).u8(1).u8(I32).u8(1).u8(I32);
    WasmOutput functions = new WasmOutput(FUNCTIONS).u32(FUNCTIONS + TYPES);
    WasmOutput bodies = new WasmOutput(8 * FUNCTIONS).u32(FUNCTIONS + TYPES);
    WasmOutput elements = WasmBuilder.bytes(1, 0, Opcodes.I32_CONST, 0, Opcodes.END);
    elements.u32(FUNCTIONS);
    for (int i = 0; i < FUNCTIONS; i++) {
      functions.u8(i % TYPES);
      bodies.sized(WasmBuilder.bytes(0, Opcodes.I32_CONST).signed(i).u8(Opcodes.END));
      elements.u32(i);
    }
    WasmOutput exports = new WasmOutput(64).u32(TYPES);
    for (int type = 0; type < TYPES; type++) {
      functions.u8(TYPES);
      bodies.sized(caller(type));
      exports.name("call-" + type).u8(0).u32(FUNCTIONS + type);
    }
    return new WasmBuilder()
        .section(Sections.TYPE, types)
        .section(Sections.FUNCTION, functions)
        .section(Sections.TABLE, WasmBuilder.bytes(1, 0x70, 0).u32(FUNCTIONS))
        .section(Sections.EXPORT, exports)
        .section(Sections.ELEMENT, elements)
        .section(Sections.CODE, bodies)
        .build();
  }

  private static WasmOutput caller(int type) {
    WasmOutput body = WasmBuilder.bytes(0);
    IntStream.rangeClosed(0, type)
        .forEach(param -> body.u8(param % 2 == 0 ? Opcodes.I64_CONST : Opcodes.I32_CONST).u8(0));
    return body.u8(Opcodes.LOCAL_GET)
        .u8(0)
        .u8(Opcodes.CALL_INDIRECT)
        .u32(type)
        .u8(0)
        .u8(Opcodes.END);
  }

  @Test
  void indirectCallsFindTheirFunction() {
    Engine engine = Engines.create(Engine.Mode.COMPILER);
    CoreModule module = engine.prepare(List.of(module())).get(0);
    assertEquals(CoreModule.Code.COMPILED, module.code());
    Store store = engine.newStore(Fixtures.MIB);
    Guest guest = new Guest(store, Fixtures.instantiate(store, module));
    for (int i = 0; i < FUNCTIONS; i += 397) {
      assertEquals(i, guest.call("call-" + i % TYPES, i));
      String other = "call-" + (i + 1) % TYPES;
      int number = i;
      Trap trap = assertThrows(Trap.class, () -> guest.call(other, number));
      assertEquals(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, trap.kind());
    }
  }
}
