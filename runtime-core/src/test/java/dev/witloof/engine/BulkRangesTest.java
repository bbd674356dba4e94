package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bulk instructions whose fuel ends in their middle: what was paid is done, piece by piece, and no
 * more. One that paid for everything at once, before or after, would do nothing or all.
 */
class BulkRangesTest {
  /** What is paid at once, in bytes. */
  private static final int PIECE = (int) MIB;

  private static final int LENGTH = 4 * PIECE;
  private static final int DONE = 2 * PIECE;

  /** Pays for two pieces, and the instructions around, but not for three. */
  private static final CallLimits TWO_PIECES = fuel(FuelSchedule.bytes(2 * PIECE + PIECE / 2));

  private static final int ELEMENTS = 64;
  private static final int DONE_ELEMENTS = 21;

  private final byte[] before = new byte[8 * PIECE];
  private final byte[] after = new byte[before.length];

  BulkRangesTest() {
    new Random(77).nextBytes(before);
  }

  private static CallLimits fuel(long units) {
    return new CallLimits(units, Duration.ofSeconds(60), 0);
  }

  private static Guest ranges(Engine.Mode mode) {
    return guest(mode, "bulk-ranges", 32 * MIB);
  }

  private static void assertRunsOut(Guest guest, CallLimits limits, String bulk, long... operands) {
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> guest.use(limits, bulk, operands));
    assertEquals(Limit.FUEL, e.limit());
    assertEquals(limits.fuel() + 1, e.used());
  }

  private void assertIn(CoreExtern memory, byte[] expected) {
    ((CoreMemory) memory).read(0, after, 0, after.length);
    assertEquals(-1, Arrays.mismatch(expected, after), "the first byte that differs");
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void aFillEndsInItsMiddle(Engine.Mode mode) {
    Guest guest = ranges(mode);
    assertRunsOut(guest, TWO_PIECES, "fill", 100, 7, LENGTH);
    byte[] expected = new byte[before.length];
    Arrays.fill(expected, 100, 100 + DONE, (byte) 7);
    assertIn(guest.memory(), expected);
  }

  /** Upwards the last piece is the first, where both ranges overlap. */
  @ParameterizedTest
  @CsvSource({
    "COMPILER, 1500000, 100, 2097152",
    "COMPILER, 100, 1500000, 0",
    "INTERPRETER, 1500000, 100, 2097152",
    "INTERPRETER, 100, 1500000, 0"
  })
  void aCopyEndsInItsMiddle(Engine.Mode mode, int target, int source, int first) {
    Guest guest = ranges(mode);
    guest.memory().write(0, before, 0, before.length);
    assertRunsOut(guest, TWO_PIECES, "copy", target, source, LENGTH);
    byte[] expected = before.clone();
    System.arraycopy(before, source + first, expected, target + first, DONE);
    assertIn(guest.memory(), expected);
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void aCopyToAnotherMemoryEndsInItsMiddle(Engine.Mode mode) {
    Guest guest = ranges(mode);
    guest.memory().write(0, before, 0, before.length);
    assertRunsOut(guest, TWO_PIECES, "copy-to-other", 300, 200, LENGTH);
    byte[] expected = new byte[before.length];
    System.arraycopy(before, 200, expected, 300, DONE);
    assertIn(guest.instance().export("other").orElseThrow(), expected);
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void aSegmentIsWrittenUpToItsMiddle(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(32 * MIB);
    CoreModule module = engine.prepare(List.of(segment(before, LENGTH))).get(0);
    Guest guest = new Guest(store, Fixtures.instantiate(store, module));
    assertRunsOut(guest, TWO_PIECES, "init", 400, 500, LENGTH - 500);
    byte[] expected = new byte[before.length];
    System.arraycopy(before, 500, expected, 400, DONE);
    assertIn(guest.memory(), expected);
  }

  /** A memory of 8 MiB, a passive segment, and a function that writes any range of it. */
  private static byte[] segment(byte[] content, int length) {
    WasmOutput init =
        WasmBuilder.bytes(0, Opcodes.LOCAL_GET, 0, Opcodes.LOCAL_GET, 1, Opcodes.LOCAL_GET, 2)
            .u8(Opcodes.PREFIX)
            .u32(Opcodes.MEMORY_INIT & 0xff)
            .u8(0)
            .u8(0)
            .u8(Opcodes.END);
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 3, 0x7f, 0x7f, 0x7f, 0))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.MEMORY, WasmBuilder.bytes(1, 0).u32(128))
        .section(
            Sections.EXPORT,
            WasmBuilder.bytes(2).name("memory").u8(2).u8(0).name("init").u8(0).u8(0))
        .section(Sections.DATA_COUNT, WasmBuilder.bytes(1))
        .section(Sections.CODE, WasmBuilder.bytes(1).sized(init))
        .section(Sections.DATA, WasmBuilder.bytes(1, 1).u32(length).bytes(content, 0, length))
        .build();
  }

  /** Elements are paid one by one. */
  @ParameterizedTest
  @CsvSource({
    "COMPILER, table-fill",
    "COMPILER, table-copy",
    "COMPILER, table-init",
    "INTERPRETER, table-fill",
    "INTERPRETER, table-copy",
    "INTERPRETER, table-init"
  })
  void aTableIsWrittenUpToItsMiddle(Engine.Mode mode, String bulk) {
    Guest guest = ranges(mode);
    assertRunsOut(guest, fuelForElements(), bulk, 0, 0, ELEMENTS);
    assertEquals(DONE_ELEMENTS, guest.call("elements"));
  }

  @ParameterizedTest
  @CsvSource({
    "COMPILER, 64, 0", "COMPILER, 0, 64",
    "INTERPRETER, 64, 0", "INTERPRETER, 0, 64"
  })
  void aCopyWithinATableEndsInItsMiddle(Engine.Mode mode, int target, int source) {
    Guest guest = ranges(mode);
    guest.call("table-init", source, 0, ELEMENTS);
    assertRunsOut(guest, fuelForElements(), "table-copy-within", target, source, ELEMENTS);
    assertEquals(ELEMENTS + DONE_ELEMENTS, guest.call("elements"));
  }

  private static CallLimits fuelForElements() {
    return fuel(DONE_ELEMENTS * FuelSchedule.TABLE_ELEMENT + FuelSchedule.TABLE_ELEMENT / 2);
  }

  /** The pieces of a whole copy come in an order that keeps what is still to be read. */
  @Test
  void overlappingPiecesArriveAsTheyWere() {
    Guest guest = ranges(Engine.Mode.COMPILER);
    int length = LENGTH + 12_345;
    for (int[] ends : new int[][] {{1_500_000, 100}, {100, 1_500_000}, {101, 100}, {100, 101}}) {
      guest.memory().write(0, before, 0, before.length);
      guest.call("copy", ends[0], ends[1], length);
      byte[] expected = before.clone();
      System.arraycopy(before, ends[1], expected, ends[0], length);
      assertIn(guest.memory(), expected);
    }
  }
}
