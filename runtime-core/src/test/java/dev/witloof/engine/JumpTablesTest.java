package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.PLENTY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that are one large table of jumps into a nest of blocks, as Go writes them. */
class JumpTablesTest {
  private static final int I32 = 0x7f;
  private static final int I32_EQZ = 0x45;
  private static final int I32_ADD = 0x6a;
  private static final int I32_MUL = 0x6c;
  private static final int I32_REM_U = 0x70;
  private static final int NEXT = 0;
  private static final int STEPS = 1;
  private static final int SUM = 2;

  /** Pieces between two that jump. */
  private static final int STRETCH = 5;

  private enum Shape {
    /** Later indices jump further. */
    ASCENDING,
    DESCENDING,
    /** A piece also jumps forward without the table. */
    ENTERED
  }

  /** The piece that an index stands for: every third has two indices. */
  private static int[] targets(int pieces, Shape shape) {
    int[] targets =
        IntStream.range(0, pieces)
            .flatMap(k -> IntStream.generate(() -> k).limit(k % 3 == 0 ? 2 : 1))
            .toArray();
    return shape == Shape.DESCENDING
        ? IntStream.of(targets).map(target -> pieces - 1 - target).toArray()
        : targets;
  }

  /**
   * A function of the index to start with and the steps to take. Piece k multiplies the sum and
   * adds k. Each fifth makes the next index of it and jumps; others go on with the one behind.
   */
  private static byte[] module(int pieces, Shape shape) {
    int[] targets = targets(pieces, shape);
    WasmOutput body = new WasmOutput(64 * pieces).u32(1).u32(1).u8(I32);
    body.u8(Opcodes.BLOCK)
        .u8(Opcodes.EMPTY_BLOCK_TYPE)
        .u8(Opcodes.LOOP)
        .u8(Opcodes.EMPTY_BLOCK_TYPE);
    for (int k = 0; k <= pieces; k++) {
      body.u8(Opcodes.BLOCK).u8(Opcodes.EMPTY_BLOCK_TYPE);
    }
    body.u8(Opcodes.LOCAL_GET).u8(NEXT).u8(Opcodes.BR_TABLE).u32(targets.length);
    IntStream.of(targets).forEach(body::u32);
    body.u32(pieces).u8(Opcodes.END);
    for (int k = 0; k < pieces; k++) {
      piece(body, k, pieces - k, targets.length, shape);
      body.u8(Opcodes.END);
    }
    body.u8(Opcodes.END).u8(Opcodes.END).u8(Opcodes.LOCAL_GET).u8(SUM).u8(Opcodes.END);
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 2, I32, I32, 1, I32))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("run").u8(0).u32(0))
        .section(Sections.CODE, new WasmOutput(body.size() + 8).u32(1).sized(body))
        .section(Sections.CUSTOM, rest(100 * pieces))
        .build();
  }

  /** Stands for the rest of a module that has such a function: work is bounded by its bytes. */
  private static WasmOutput rest(int length) {
    return new WasmOutput(length + 8).name("rest").bytes(new byte[length], 0, length);
  }

  /**
   * @param loop the label of the loop
   */
  private static void piece(WasmOutput body, int k, int loop, int indices, Shape shape) {
    body.u8(Opcodes.LOCAL_GET).u8(SUM).u8(Opcodes.I32_CONST).signed(31).u8(I32_MUL);
    body.u8(Opcodes.I32_CONST).signed(k).u8(I32_ADD).u8(Opcodes.LOCAL_SET).u8(SUM);
    if (k % STRETCH == STRETCH - 1) {
      body.u8(Opcodes.LOCAL_GET).u8(STEPS).u8(I32_EQZ).u8(Opcodes.BR_IF).u32(loop + 1);
      body.u8(Opcodes.LOCAL_GET).u8(STEPS).u8(Opcodes.I32_CONST).u8(1).u8(Opcodes.I32_SUB);
      body.u8(Opcodes.LOCAL_SET).u8(STEPS).u8(Opcodes.LOCAL_GET).u8(SUM);
      body.u8(Opcodes.I32_CONST).signed(indices + 1).u8(I32_REM_U).u8(Opcodes.LOCAL_SET).u8(NEXT);
      body.u8(Opcodes.BR).u32(loop);
    } else if (shape == Shape.ENTERED && k == 1) {
      body.u8(Opcodes.BR).u8(1);
    }
  }

  private static int expected(int pieces, Shape shape, int start, int steps) {
    int[] targets = targets(pieces, shape);
    int sum = 0;
    int index = start;
    int left = steps;
    while (index >= 0 && index < targets.length) {
      int k = targets[index];
      do {
        sum = 31 * sum + k;
        k += shape == Shape.ENTERED && k == 1 ? 2 : 1;
      } while (k % STRETCH != 0 && k < pieces);
      if (k % STRETCH != 0 || left-- == 0) {
        return sum;
      }
      index = Integer.remainderUnsigned(sum, targets.length + 1);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "ASCENDING, 12003",
    "ASCENDING, 403",
    "ASCENDING, 90",
    "DESCENDING, 402",
    "ENTERED, 401"
  })
  void areCutIntoParts(Shape shape, int pieces) {
    List<Guest> guests =
        IntStream.range(0, 2).mapToObj(i -> guest(Engine.Mode.values()[i], pieces, shape)).toList();
    int indices = targets(pieces, shape).length;
    for (int start :
        new int[] {0, 1, 2, indices / 2, indices - 1, indices, -1, Integer.MIN_VALUE}) {
      long[] fuel = new long[2];
      for (int i = 0; i < 2; i++) {
        Guest guest = guests.get(i);
        assertEquals(expected(pieces, shape, start, 2_000), guest.call("run", start, 2_000));
        fuel[i] = guest.use(PLENTY, "run", start, 2_000).fuel();
      }
      assertEquals(fuel[0], fuel[1]);
    }
  }

  private static Guest guest(Engine.Mode mode, int pieces, Shape shape) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(module(pieces, shape))).get(0);
    assertEquals(List.of(), module.interpretedFunctions());
    Store store = engine.newStore(MIB);
    return new Guest(store, Fixtures.instantiate(store, module));
  }
}
