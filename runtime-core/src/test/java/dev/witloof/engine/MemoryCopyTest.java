package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.guest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.Fixtures.Guest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code memory.copy} within a memory, of every short length, by however much both overlap. */
class MemoryCopyTest {
  private static final int LONGEST = 70;
  private static final int SOURCE = 100;
  private static final int PAGE = 65_536;

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void bytesArriveAsTheyWereAndNoOthersChange(Engine.Mode mode) {
    Guest guest = guest(mode, "memory");
    byte[] before = new byte[300];
    for (int i = 0; i < before.length; i++) {
      before[i] = (byte) (i * 7 + 1);
    }
    byte[] found = new byte[before.length];
    for (int length = 0; length <= LONGEST; length++) {
      for (int target = SOURCE - LONGEST - 1; target <= SOURCE + LONGEST + 1; target++) {
        guest.memory().write(0, before, 0, before.length);
        guest.call("copy", target, SOURCE, length);
        byte[] expected = before.clone();
        System.arraycopy(before, SOURCE, expected, target, length);
        guest.memory().read(0, found, 0, found.length);
        assertArrayEquals(expected, found, length + " bytes to " + target);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void neitherSideMayLeaveTheMemory(Engine.Mode mode) {
    Guest guest = guest(mode, "memory");
    for (int length = 1; length <= LONGEST; length++) {
      int last = PAGE - length;
      guest.call("copy", last, 0, length);
      guest.call("copy", 0, last, length);
      assertOutside(guest, last + 1, 0, length);
      assertOutside(guest, 0, last + 1, length);
      assertOutside(guest, -1, 0, length);
      assertOutside(guest, 0, -1, length);
    }
  }

  private static void assertOutside(Guest guest, int target, int source, int length) {
    Trap trap = assertThrows(Trap.class, () -> guest.call("copy", target, source, length));
    assertEquals(Trap.Kind.MEMORY_OUT_OF_BOUNDS, trap.kind());
  }
}
