package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.PLENTY;
import static dev.witloof.engine.Fixtures.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.Fixtures.Guest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Instructions that write ranges of tables: out of bounds is out of bounds, however far. */
class TableRangesTest {
  private static final int SIZE = 8;
  private static final int SEGMENT = 4;
  private static final List<String> EXPORTS =
      List.of("init", "copy", "copy-within", "fill", "fill-extern");

  /** From inside the bounds over all bits of an operand to the largest. */
  private static final int[] OPERANDS = {
    0, 1, 4, 8, 9, 0x3fff_ffff, 0x4000_0000, 0x7fff_fff8, 0x7fff_ffff, 0x8000_0000, 0xffff_fff8, -1
  };

  static Stream<Arguments> exports() {
    List<Arguments> all = new ArrayList<>();
    for (Engine.Mode mode : Engine.Mode.values()) {
      EXPORTS.forEach(export -> all.add(Arguments.of(mode, export)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("exports")
  void rangesThatEndBehindTheBoundsTrap(Engine.Mode mode, String export) {
    Guest guest = guest(mode, "table-ranges");
    for (int to : OPERANDS) {
      for (int from : OPERANDS) {
        for (int count : OPERANDS) {
          if (isInBounds(export, to, from, count)) {
            guest.call(export, to, from, count);
          } else {
            String operands = export + " " + to + " " + from + " " + count;
            Trap trap =
                assertThrows(Trap.class, () -> guest.call(export, to, from, count), operands);
            assertEquals(Trap.Kind.TABLE_OUT_OF_BOUNDS, trap.kind(), operands);
          }
        }
      }
    }
  }

  private static boolean isInBounds(String export, int to, int from, int count) {
    boolean target = end(to, count) <= SIZE;
    return switch (export) {
      case "init" -> target && end(from, count) <= SEGMENT;
      case "copy", "copy-within" -> target && end(from, count) <= SIZE;
      default -> target;
    };
  }

  private static long end(int start, int count) {
    return Integer.toUnsignedLong(start) + Integer.toUnsignedLong(count);
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void theFunctionsOwnLocalsStayWhatTheyAre(Engine.Mode mode) {
    assertEquals(49, guest(mode, "table-ranges").call("all", 4));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void checkingCostsNoFuel(Engine.Mode mode) {
    Guest guest = guest(mode, "table-ranges");
    int instructions = 4;
    for (String export : EXPORTS) {
      assertEquals(
          instructions + 3 * FuelSchedule.TABLE_ELEMENT,
          guest.use(PLENTY, export, 1, 1, 3).fuel(),
          export);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void whatTrapsWritesNothing(Engine.Mode mode) {
    Guest guest = guest(mode, "table-ranges");
    for (String export : EXPORTS) {
      guest.store().enter(PLENTY);
      assertThrows(Trap.class, () -> guest.function(export).call(-2, 0, 3));
      assertEquals(4, guest.store().leave().fuel(), export);
    }
  }
}
