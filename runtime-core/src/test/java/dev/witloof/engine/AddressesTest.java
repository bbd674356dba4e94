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

  /**
   * How a function accesses memory.
   *
   * @param more other accesses in the same loop
   * @param growing whether the loop grows the memory, by nothing, so that it is no quiet one
   * @param memory the memory that is meant; those before have no pages
   */
  private record Shape(int more, boolean growing, int memory) {}

  private static final List<Shape> COMPILED =
      List.of(
          new Shape(0, false, 0),
          new Shape(MANY, false, 0),
          new Shape(0, true, 0),
          new Shape(MANY, true, 0),
          new Shape(0, false, 1));

  /** A function that grows the memory by one page, and one that accesses it at each address. */
  private static byte[] module(int pages, int opcode, Shape shape, int[][] addresses) {
    int functions = addresses.length + 1;
    WasmOutput types = new WasmOutput(functions).u32(functions);
    WasmOutput exports = new WasmOutput(8 * functions).u32(functions).name("grow").u8(0).u32(0);
    WasmOutput code = new WasmOutput(64).u32(functions).sized(growth(shape.memory()));
    types.u8(0);
    for (int i = 0; i < addresses.length; i++) {
      types.u8(0);
      exports.name("f" + i).u8(0).u32(i + 1);
      code.sized(access(opcode, shape, addresses[i][0], addresses[i][1]));
    }
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
        .section(Sections.FUNCTION, types)
        .section(
            Sections.MEMORY,
            shape.memory() == 0
                ? WasmBuilder.bytes(1, 0, pages)
                : WasmBuilder.bytes(2, 0, 0, 0, pages))
        .section(Sections.EXPORT, exports)
        .section(Sections.CODE, code)
        .build();
  }

  private static WasmOutput growth(int memory) {
    return growBy(new WasmOutput(8).u8(0), 1, memory).u8(Opcodes.END);
  }

  private static WasmOutput growBy(WasmOutput body, int pages, int memory) {
    return body.u8(Opcodes.I32_CONST).u8(pages).u8(Opcodes.MEMORY_GROW).u8(memory).u8(Opcodes.DROP);
  }

  /** A loop of one turn: the access, and some more loads. */
  private static WasmOutput access(int opcode, Shape shape, int address, int offset) {
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
    memarg(body.u8(opcode), shape.memory()).u32(offset);
    if (opcode <= LAST_LOAD) {
      body.u8(Opcodes.DROP);
    }
    for (int i = 0; i < shape.more(); i++) {
      body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.FIRST_LOAD).u8(0).u8(i & 63).u8(Opcodes.DROP);
    }
    if (shape.growing()) {
      growBy(body, 0, shape.memory());
    }
    return body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_IF).u8(0).u8(Opcodes.END).u8(Opcodes.END);
  }

  /** No alignment, and the memory, unless it is the first. */
  private static WasmOutput memarg(WasmOutput body, int memory) {
    return memory == 0 ? body.u8(0) : body.u8(0x40).u32(memory);
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
    void of(Engine.Mode mode, int opcode, Shape shape);
  }

  private static List<DynamicTest> everyAccess(Check check) {
    List<DynamicTest> tests = new ArrayList<>();
    for (int opcode = Opcodes.FIRST_LOAD; opcode <= Opcodes.LAST_STORE; opcode++) {
      add(tests, check, Engine.Mode.INTERPRETER, opcode, COMPILED.get(0));
      for (Shape shape : COMPILED) {
        add(tests, check, Engine.Mode.COMPILER, opcode, shape);
      }
    }
    return tests;
  }

  private static void add(
      List<DynamicTest> tests, Check check, Engine.Mode mode, int opcode, Shape shape) {
    String name = "%s: opcode 0x%x, %s".formatted(mode, opcode, shape);
    tests.add(DynamicTest.dynamicTest(name, () -> check.of(mode, opcode, shape)));
  }

  @TestFactory
  List<DynamicTest> accessesDoNotWrapAround() {
    return everyAccess(
        (mode, opcode, shape) -> {
          Guest guest = guest(mode, module(1, opcode, shape, BEYOND));
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
        (mode, opcode, shape) -> {
          Guest guest = guest(mode, module(0, opcode, shape, addresses));
          for (int i = 0; i < addresses.length; i++) {
            assertTraps(guest, i);
          }
        });
  }

  @TestFactory
  List<DynamicTest> aMemoryEndsAtItsSize() {
    return everyAccess(
        (mode, opcode, shape) -> {
          int one = PAGE - width(opcode);
          int grown = one + (PAGES - 1) * PAGE;
          int[][] addresses = {{one, 0}, {one - 5, 5}, {0, one}, {grown, 0}, {16, grown - 16}};
          int[][] beyond = {{one + 1, 0}, {one - 4, 5}, {1, one}, {grown + 1, 0}, {17, grown - 16}};
          Guest inside = guest(mode, module(1, opcode, shape, addresses));
          Guest outside = guest(mode, module(1, opcode, shape, beyond));
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
