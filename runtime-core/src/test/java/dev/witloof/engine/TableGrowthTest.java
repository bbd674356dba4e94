package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.PLENTY;
import static dev.witloof.engine.Fixtures.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.Fixtures.Guest;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What growing a table costs, and what it keeps. */
class TableGrowthTest {

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void aStepCostsWhatItAddsHoweverLargeTheTableIs(Engine.Mode mode) {
    Guest guest = guest(mode, "table");
    long small = guest.use(PLENTY, "grow", 1000).fuel();
    guest.call("grow", 1_000_000);
    assertEquals(small, guest.use(PLENTY, "grow", 1000).fuel());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void thousandsOfSmallStepsReachTheBudget(Engine.Mode mode) {
    Guest guest = guest(mode, "table", 32 * MIB);
    int last = IntStream.range(0, 1023).map(step -> guest.call("grow", 1024)).max().getAsInt();
    assertEquals(1 + 1022 * 1024, last);
    assertEquals(-1, guest.call("grow", 1024));
    assertEquals(1 + 1023 * 1024, guest.call("size"));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void growthThatReadsAsNegativeIsRefusedAndGivesNoBudgetBack(Engine.Mode mode) {
    Guest guest = guest(mode, "table");
    for (int more : new int[] {Integer.MIN_VALUE, -1, -2}) {
      assertEquals(-1, guest.call("grow", more));
      assertEquals(32, guest.store().memoryBytes());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void elementsSurviveGrowthAndRoomToSpareIsOutOfReach(Engine.Mode mode) {
    Guest guest = guest(mode, "table");
    guest.call("set", 0);
    guest.call("grow", 100);
    guest.call("set", 100);
    guest.call("grow", 1);
    assertEquals(7, guest.call("call", 0));
    assertEquals(7, guest.call("call", 100));
    // The arrays have room for more than these 102 elements.
    assertEquals(
        Trap.Kind.UNDEFINED_ELEMENT,
        assertThrows(Trap.class, () -> guest.call("call", 102)).kind());
    assertEquals(
        Trap.Kind.TABLE_OUT_OF_BOUNDS,
        assertThrows(Trap.class, () -> guest.call("set", 102)).kind());
  }
}
