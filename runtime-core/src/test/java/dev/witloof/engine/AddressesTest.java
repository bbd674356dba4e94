package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The sum of address and offset has 33 bits: it must not wrap around into the memory. */
class AddressesTest {
  private static final int LAST_LOAD = 0x35;
  private static final int[][] ADDRESSES = {
    // Each sums up to 2³² + 16.
    {-16, 32}, {32, -16}, {Integer.MIN_VALUE, Integer.MIN_VALUE + 16}, {0x7fff_fff0, -0x7fff_ffe0},
  };

  private static byte[] module(int opcode, int address, int offset) {
    WasmOutput body = new WasmOutput(64).u8(0).u8(Opcodes.I32_CONST).signed(address);
    if (opcode > LAST_LOAD) {
      body.u8(constant(opcode)).u8(0);
      if (constant(opcode) >= Opcodes.F32_CONST) {
        body.u8(0).u8(0).u8(0);
      }
      if (constant(opcode) == Opcodes.F64_CONST) {
        body.u8(0).u8(0).u8(0).u8(0);
      }
    }
    body.u8(opcode).u8(0).u32(offset);
    if (opcode <= LAST_LOAD) {
      body.u8(Opcodes.DROP);
    }
    body.u8(Opcodes.END);
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u32(0))
        .section(Sections.CODE, new WasmOutput(64).u32(1).sized(body))
        .build();
  }

  /** The instruction that makes what a store stores. */
  private static int constant(int store) {
    return switch (store) {
      case 0x36, 0x3a, 0x3b -> Opcodes.I32_CONST;
      case 0x38 -> Opcodes.F32_CONST;
      case 0x39 -> Opcodes.F64_CONST;
      default -> Opcodes.I64_CONST;
    };
  }

  @TestFactory
  List<DynamicTest> accessesDoNotWrapAround() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Engine.Mode mode : Engine.Mode.values()) {
      for (int opcode = Opcodes.FIRST_LOAD; opcode <= Opcodes.LAST_STORE; opcode++) {
        for (int[] at : ADDRESSES) {
          int access = opcode;
          tests.add(
              DynamicTest.dynamicTest(
                  "%s: opcode 0x%x at %d offset %d".formatted(mode, opcode, at[0], at[1]),
                  () -> assertTraps(mode, module(access, at[0], at[1]))));
        }
      }
    }
    return tests;
  }

  private static void assertTraps(Engine.Mode mode, byte[] bytes) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(bytes)).get(0);
    Store store = engine.newStore(1 << 16);
    CoreInstance instance = Fixtures.instantiate(store, module);
    store.enter(Fixtures.PLENTY);
    CoreFunction function = (CoreFunction) instance.export("f").orElseThrow();
    Trap trap = assertThrows(Trap.class, function::call);
    assertEquals(Trap.Kind.MEMORY_OUT_OF_BOUNDS, trap.kind());
    store.leave();
  }
}
