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
 * memory go beyond its size where its array has room to grow.
 */
class AddressesTest {
  private static final int LAST_LOAD = 0x35;
  private static final int PAGE = 1 << 16;

  /** So many accesses in a loop that some are written out. */
  private static final int MANY = 200;

  /** Pages of a memory whose array, after so much growth, has room for some more. */
  private static final int PAGES = 12;

  private static final int[][] BEYOND = {
    // Each sums up to 2³² + 16.
    {-16, 32}, {32, -16}, {Integer.MIN_VALUE, Integer.MIN_VALUE + 16}, {0x7fff_fff0, -0x7fff_ffe0},
    {0x7fff_fff0, 32}, {0, Integer.MAX_VALUE - 1}, {0, Integer.MAX_VALUE}, {-1, 1},
  };

  /** A function that grows the memory by one page, and one that accesses it at each address. */
  private static byte[] module(int pages, int opcode, int more, int[][] addresses) {
    int functions = addresses.length + 1;
    WasmOutput types = new WasmOutput(functions).u32(functions);
    WasmOutput exports = new WasmOutput(8 * functions).u32(functions).name("grow").u8(0).u32(0);
    WasmOutput code = new WasmOutput(64).u32(functions).sized(growth());
    types.u8(0);
    for (int i = 0; i < addresses.length; i++) {
      types.u8(0);
      exports.name("f" + i).u8(0).u32(i + 1);
      code.sized(access(opcode, more, addresses[i][0], addresses[i][1]));
    }
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
        .section(Sections.FUNCTION, types)
        .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, pages))
        .section(Sections.EXPORT, exports)
        .section(Sections.CODE, code)
        .build();
  }

  private static WasmOutput growth() {
    return new WasmOutput(8)
        .u8(0)
        .u8(Opcodes.I32_CONST)
        .u8(1)
        .u8(Opcodes.MEMORY_GROW)
        .u8(0)
        .u8(Opcodes.DROP)
        .u8(Opcodes.END);
  }

  /** A loop of one turn: the access, and some more loads. */
  private static WasmOutput access(int opcode, int more, int address, int offset) {
    WasmOutput body = new WasmOutput(64).u8(0).u8(Opcodes.LOOP).u8(0x40);
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
    for (int i = 0; i < more; i++) {
      body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.FIRST_LOAD).u8(0).u8(i & 63).u8(Opcodes.DROP);
    }
    return body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_IF).u8(0).u8(Opcodes.END).u8(Opcodes.END);
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
    for (int opcode = Opcodes.FIRST_LOAD; opcode <= Opcodes.LAST_STORE; opcode++) {
      add(tests, check, Engine.Mode.INTERPRETER, opcode, 0);
      add(tests, check, Engine.Mode.COMPILER, opcode, 0);
      add(tests, check, Engine.Mode.COMPILER, opcode, MANY);
    }
    return tests;
  }

  private static void add(
      List<DynamicTest> tests, Check check, Engine.Mode mode, int opcode, int more) {
    String name = "%s: opcode 0x%x and %d more".formatted(mode, opcode, more);
    tests.add(DynamicTest.dynamicTest(name, () -> check.of(mode, opcode, more)));
  }

  @TestFactory
  List<DynamicTest> accessesDoNotWrapAround() {
    return everyAccess(
        (mode, opcode, more) -> {
          Guest guest = guest(mode, module(1, opcode, more, BEYOND));
          for (int i = 0; i < BEYOND.length; i++) {
            assertTraps(guest, i);
          }
        });
  }

  @TestFactory
  List<DynamicTest> anEmptyMemoryHasNoAddress() {
    int[][] addresses = {
      {0, 0},
      {0, 1},
      {0, 7},
      {0, 8},
      {-1, 0},
      {-8, 7},
      {Integer.MAX_VALUE, 0},
      {Integer.MIN_VALUE, 0},
      {16, Integer.MAX_VALUE - 9},
      {16, Integer.MAX_VALUE - 8},
      {16, Integer.MAX_VALUE - 7},
      {16, Integer.MAX_VALUE - 6},
      {16, Integer.MAX_VALUE - 1},
      {16, Integer.MAX_VALUE},
      {16, Integer.MIN_VALUE},
      {16, -1}
    };
    return everyAccess(
        (mode, opcode, more) -> {
          Guest guest = guest(mode, module(0, opcode, more, addresses));
          for (int i = 0; i < addresses.length; i++) {
            assertTraps(guest, i);
          }
        });
  }

  @TestFactory
  List<DynamicTest> aMemoryEndsAtItsSize() {
    return everyAccess(
        (mode, opcode, more) -> {
          int one = PAGE - width(opcode);
          int grown = one + (PAGES - 1) * PAGE;
          int[][] addresses = {{one, 0}, {one - 5, 5}, {0, one}, {grown, 0}, {16, grown - 16}};
          int[][] beyond = {{one + 1, 0}, {one - 4, 5}, {1, one}, {grown + 1, 0}, {17, grown - 16}};
          Guest inside = guest(mode, module(1, opcode, more, addresses));
          Guest outside = guest(mode, module(1, opcode, more, beyond));
          for (int i = 0; i < 3; i++) {
            call(inside, "f" + i);
            assertTraps(outside, i);
          }
          for (int pages = 1; pages < PAGES; pages++) {
            call(inside, "grow");
            call(outside, "grow");
          }
          for (int i = 0; i < addresses.length; i++) {
            call(inside, "f" + i);
          }
          assertTraps(outside, 3);
          assertTraps(outside, 4);
        });
  }

  private static void assertTraps(Guest guest, int function) {
    Trap trap = assertThrows(Trap.class, () -> call(guest, "f" + function));
    assertEquals(Trap.Kind.MEMORY_OUT_OF_BOUNDS, trap.kind());
  }

  private record Guest(Store store, CoreInstance instance) {}

  private static Guest guest(Engine.Mode mode, byte[] bytes) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(bytes)).get(0);
    Store store = engine.newStore(32 * PAGE);
    return new Guest(store, Fixtures.instantiate(store, module));
  }

  private static void call(Guest guest, String function) {
    guest.store().enter(Fixtures.PLENTY);
    try {
      ((CoreFunction) guest.instance().export(function).orElseThrow()).call();
    } finally {
      guest.store().leave();
    }
  }
}
