package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.PLENTY;
import static dev.witloof.engine.internal.binary.Opcodes.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What functions hold on the Java heap while they are interpreted counts as memory. */
class InterpretedFramesTest {
  private static final int I32_ADD = 0x6a;
  private static final long BUDGET = 16 * MIB;

  /** Parameters with which Chicory's compiler leaves a function to the interpreter. */
  private static final int WIDE = 300;

  /** What a function that calls itself has much of. */
  private enum Form {
    LOCALS {
      @Override
      void write(WasmOutput body, int recursion, int parameters) {
        body.u8(1).u32(ModuleLimits.LOCALS).u8(ValueTypes.I64);
        recurse(body, recursion, parameters);
        body.u8(END);
      }
    },
    BLOCKS {
      @Override
      void write(WasmOutput body, int recursion, int parameters) {
        body.u8(0);
        for (int i = 0; i < 15_000; i++) {
          body.u8(BLOCK).u8(ValueTypes.I32);
        }
        recurse(body, recursion, parameters);
        for (int i = 0; i <= 15_000; i++) {
          body.u8(END);
        }
      }
    },
    OPERANDS {
      @Override
      void write(WasmOutput body, int recursion, int parameters) {
        body.u8(0);
        for (int i = 0; i < 9_000; i++) {
          body.u8(LOCAL_GET).u8(1);
        }
        recurse(body, recursion, parameters);
        for (int i = 0; i < 9_000; i++) {
          body.u8(I32_ADD);
        }
        body.u8(END);
      }
    };

    /**
     * Writes the body of a function that calls another as often as its first argument says, and
     * returns the rest.
     */
    abstract void write(WasmOutput body, int recursion, int parameters);

    private static void recurse(WasmOutput body, int recursion, int parameters) {
      body.u8(LOCAL_GET).u8(0).u8(IF).u8(ValueTypes.I32);
      body.u8(LOCAL_GET).u8(0).u8(I32_CONST).signed(1).u8(I32_SUB);
      for (int i = 1; i < parameters; i++) {
        body.u8(LOCAL_GET).u8(1);
      }
      body.u8(CALL).u32(recursion).u8(ELSE).u8(LOCAL_GET).u8(1).u8(END);
    }

    private WasmOutput body(int recursion, int parameters) {
      WasmOutput body = new WasmOutput(1 << 16);
      write(body, recursion, parameters);
      return body;
    }

    /** One function that calls itself. */
    byte[] direct(int parameters) {
      return module(parameters, body(0, parameters));
    }

    /** One that calls another, which is compiled and calls it. */
    byte[] crossing() {
      WasmOutput back = new WasmOutput(1 << 10).u8(0);
      for (int i = 0; i < WIDE; i++) {
        back.u8(LOCAL_GET).u8(i == 0 ? 0 : 1);
      }
      return module(WIDE, body(1, 2), back.u8(CALL).u8(0).u8(END));
    }
  }

  /** Functions of type 0 with that many parameters, then of type 1 with two; exports the first. */
  private static byte[] module(int parameters, WasmOutput... bodies) {
    WasmOutput types = WasmBuilder.bytes(2);
    for (int count : new int[] {parameters, 2}) {
      types.u8(0x60).u32(count);
      for (int i = 0; i < count; i++) {
        types.u8(ValueTypes.I32);
      }
      types.u8(1).u8(ValueTypes.I32);
    }
    WasmOutput functions = new WasmOutput(8).u32(bodies.length);
    WasmOutput code = new WasmOutput(1 << 16).u32(bodies.length);
    for (int i = 0; i < bodies.length; i++) {
      functions.u8(i);
      code.sized(bodies[i]);
    }
    return new WasmBuilder()
        .section(Sections.TYPE, types)
        .section(Sections.FUNCTION, functions)
        .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
        .section(Sections.EXPORT, WasmBuilder.bytes(1, 1, 'f', 0, 0))
        .section(Sections.CODE, code)
        .build();
  }

  private static Guest guest(Engine.Mode mode, byte[] module) {
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(BUDGET);
    CoreModule prepared = engine.prepare(List.of(module)).get(0);
    return new Guest(store, Fixtures.instantiate(store, prepared));
  }

  /** Calls the function so that it goes that deep. */
  private static CallUsage use(Guest guest, int depth) {
    long[] arguments = new long[guest.function("f").type().params().size()];
    Arrays.fill(arguments, 7);
    arguments[0] = depth;
    return guest.use(PLENTY, "f", arguments);
  }

  /**
   * Those in which functions are interpreted: of 20,000 locals, as these are too many for a JVM
   * method, and of 9,000 operands, with which HotSpot would end the JVM at the end of the stack.
   */
  static Stream<Arguments> recursions() {
    Stream<Arguments> wide =
        Stream.of(Form.values())
            .flatMap(
                form ->
                    Stream.of(
                        Arguments.of(form, Engine.Mode.INTERPRETER, form.direct(2)),
                        Arguments.of(form, Engine.Mode.INTERPRETER, form.direct(WIDE)),
                        Arguments.of(form, Engine.Mode.INTERPRETER, form.crossing()),
                        Arguments.of(form, Engine.Mode.COMPILER, form.direct(WIDE)),
                        Arguments.of(form, Engine.Mode.COMPILER, form.crossing())));
    return Stream.concat(
        wide,
        Stream.of(Form.LOCALS, Form.OPERANDS)
            .map(form -> Arguments.of(form, Engine.Mode.COMPILER, form.direct(2))));
  }

  /**
   * Without a limit it would be half a gigabyte and more for each megabyte of the stack. Chicory's
   * interpreter makes garbage of its own for each instruction.
   */
  @ParameterizedTest
  @MethodSource("recursions")
  void endlessRecursionEndsAtTheMemoryLimit(Form form, Engine.Mode mode, byte[] module) {
    Guest guest = guest(mode, module);
    long held = guest.store().memoryBytes();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 3; i++) {
      use(guest, 1);
      long before = threads.getCurrentThreadAllocatedBytes();
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> use(guest, -1));
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertEquals(Limit.MEMORY, limit.limit());
      assertTrue(allocated < 8 * BUDGET, () -> form + " allocated " + allocated);
      assertEquals(held, guest.store().memoryBytes());
    }
  }

  /** Compiled functions have what they need of that on the thread's stack. */
  @ParameterizedTest
  @EnumSource(names = "BLOCKS")
  void compiledRecursionEndsWithTheStack(Form form) {
    Guest guest = guest(Engine.Mode.COMPILER, form.direct(2));
    long held = guest.store().memoryBytes();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    use(guest, 1);
    long before = threads.getCurrentThreadAllocatedBytes();
    Trap trap = assertThrows(Trap.class, () -> use(guest, -1));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind());
    assertTrue(allocated < BUDGET, () -> form + " allocated " + allocated);
    assertEquals(held, guest.store().memoryBytes());
  }

  /** Recursion that has room goes on as often as one likes, for the same fuel as compiled. */
  @ParameterizedTest
  @MethodSource("recursions")
  void whatFunctionsHoldIsGivenBack(Form form, Engine.Mode mode, byte[] module) {
    Guest guest = guest(mode, module);
    long fuel = use(guest(Engine.Mode.COMPILER, module), 10).fuel();
    long held = guest.store().memoryBytes();
    for (int i = 0; i < 20; i++) {
      CallUsage usage = use(guest, 10);
      assertEquals(fuel, usage.fuel());
      assertTrue(usage.peakMemory() > held + MIB / 2, () -> form + ": " + usage);
      assertEquals(held, guest.store().memoryBytes());
    }
  }

  /** However deep it goes. */
  @Test
  void ordinaryRecursionTakesNothing() {
    Guest guest = Fixtures.guest(Engine.Mode.INTERPRETER, "traps");
    long held = guest.store().memoryBytes();
    Trap trap = assertThrows(Trap.class, () -> guest.call("recursion", 0));
    assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind());
    assertEquals(held, guest.store().lastUsage().peakMemory());
    assertEquals(held, guest.store().memoryBytes());
  }
}
