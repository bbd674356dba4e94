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

/**
 * The sum of address and offset has 33 bits: it must not wrap around into the memory. Nor does the
 * memory go beyond its size, where its array has room to grow. Functions with many accesses have
 * them written out.
 */
class AddressesTest {
  private static final int LAST_LOAD = 0x35;
  private static final int PAGE = 1 << 16;
  private static final int MANY = 250;
  private static final int[][] ADDRESSES = {
    // Each sums up to 2³² + 16.
    {-16, 32}, {32, -16}, {Integer.MIN_VALUE, Integer.MIN_VALUE + 16}, {0x7fff_fff0, -0x7fff_ffe0},
    {0x7fff_fff0, 32}, {0, Integer.MAX_VALUE - 1}, {0, Integer.MAX_VALUE}, {-1, 1},
  };

  /** Grows the memory by one page at a time, makes some more loads, and then the access. */
  private static byte[] module(int pages, int more, int opcode, int address, int offset) {
    WasmOutput body = new WasmOutput(64).u8(0);
    for (int i = 1; i < pages; i++) {
      body.u8(Opcodes.I32_CONST).u8(1).u8(Opcodes.MEMORY_GROW).u8(0).u8(Opcodes.DROP);
    }
    for (int i = 0; i < more; i++) {
      body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.FIRST_LOAD).u8(0).u8(i & 63).u8(Opcodes.DROP);
    }
    body.u8(Opcodes.I32_CONST).signed(address);
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

  private static int width(int opcode) {
    return switch (opcode) {
      case 0x2c, 0x2d, 0x30, 0x31, 0x3a, 0x3c -> 1;
      case 0x2e, 0x2f, 0x32, 0x33, 0x3b, 0x3d -> 2;
      case 0x29, 0x2b, 0x37, 0x39 -> 8;
      default -> 4;
    };
  }

  private interface Check {
    void of(Engine.Mode mode, int opcode, int more);
  }

  private static List<DynamicTest> everyAccess(Check check) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Engine.Mode mode : Engine.Mode.values()) {
      for (int opcode = Opcodes.FIRST_LOAD; opcode <= Opcodes.LAST_STORE; opcode++) {
        for (int more : new int[] {0, MANY}) {
          int access = opcode;
          tests.add(
              DynamicTest.dynamicTest(
                  "%s: opcode 0x%x among %d".formatted(mode, opcode, more),
                  () -> check.of(mode, access, more)));
        }
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> accessesDoNotWrapAround() {
    return everyAccess(
        (mode, opcode, more) -> {
          for (int[] at : ADDRESSES) {
            assertTraps(mode, module(1, more, opcode, at[0], at[1]));
          }
        });
  }

  @TestFactory
  List<DynamicTest> theLastBytesAreInBounds() {
    return everyAccess(
        (mode, opcode, more) -> {
          int last = PAGE - width(opcode);
          for (int offset : new int[] {0, 5, last}) {
            run(mode, module(1, more, opcode, last - offset, offset));
            assertTraps(mode, module(1, more, opcode, last - offset, offset + 1));
            assertTraps(mode, module(1, more, opcode, last - offset + 1, offset));
          }
        });
  }

  @TestFactory
  List<DynamicTest> roomToGrowIsOutOfBounds() {
    // Three pages have an array of four.
    return everyAccess(
        (mode, opcode, more) -> {
          int last = 3 * PAGE - width(opcode);
          run(mode, module(3, more, opcode, last, 0));
          assertTraps(mode, module(3, more, opcode, last + 1, 0));
          assertTraps(mode, module(3, more, opcode, 16, last - 15));
        });
  }

  private static void assertTraps(Engine.Mode mode, byte[] bytes) {
    Trap trap = assertThrows(Trap.class, () -> run(mode, bytes));
    assertEquals(Trap.Kind.MEMORY_OUT_OF_BOUNDS, trap.kind());
  }

  private static void run(Engine.Mode mode, byte[] bytes) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(bytes)).get(0);
    Store store = engine.newStore(8 * PAGE);
    CoreInstance instance = Fixtures.instantiate(store, module);
    store.enter(Fixtures.PLENTY);
    try {
      ((CoreFunction) instance.export("f").orElseThrow()).call();
    } finally {
      store.leave();
    }
  }
}
