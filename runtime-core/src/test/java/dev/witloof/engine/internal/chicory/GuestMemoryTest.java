package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Work on long ranges looks at the clock for each piece of one MiB: by a clock that a look sets
 * forward, so that a deadline is over at a certain look.
 */
class GuestMemoryTest {
  private static final int PIECE = 1 << 20;
  private static final long MILLI = 1_000_000;

  /** Two looks are in time, and the third is not. */
  private static final CallLimits TWO_LOOKS =
      new CallLimits(1L << 40, Duration.ofNanos(2 * MILLI + 1), 0);

  private static final CallLimits PLENTY = new CallLimits(1L << 40, Duration.ofSeconds(60), 0);

  private long now;
  private final ChicoryStore store =
      new ChicoryStore(
          16L * PIECE,
          new FuelTank(
              () -> {
                now += MILLI;
                return now;
              }));
  private final GuestMemory memory =
      new LinearMemory(store, new CoreType.Memory(128, OptionalLong.empty(), false, false))
          .newView(List.of());

  /** Asserts that it ends at the third look. */
  private void assertLooks(Runnable work) {
    store.enter(TWO_LOOKS);
    LimitExceeded e = assertThrows(LimitExceeded.class, work::run);
    assertEquals(Limit.DEADLINE, e.limit());
    assertEquals(3, e.used());
    store.leave();
  }

  @Test
  void readingLooksAtTheClockForEachPiece() {
    assertLooks(() -> memory.readBytes(0, 4 * PIECE));
    store.enter(TWO_LOOKS);
    assertEquals(2 * PIECE, memory.readBytes(0, 2 * PIECE).length);
    store.leave();
  }

  @Test
  void writingLooksAtTheClockForEachPiece() {
    byte[] source = new byte[4 * PIECE];
    source[2 * PIECE - 1] = 1;
    source[2 * PIECE] = 1;
    assertLooks(() -> memory.write(0, source, 0, source.length));
    assertEquals(1, memory.read(2 * PIECE - 1));
    assertEquals(0, memory.read(2 * PIECE));
  }

  @Test
  void fillingLooksAtTheClockForEachPiece() {
    assertLooks(() -> memory.fill((byte) 1, 0, 4 * PIECE));
    assertEquals(1, memory.read(2 * PIECE - 1));
    assertEquals(0, memory.read(2 * PIECE));
  }

  @Test
  void copyingDownLooksAtTheClockForEachPiece() {
    fill(4 * PIECE, 8 * PIECE);
    assertLooks(() -> memory.copy(0, 4 * PIECE, 4 * PIECE));
    assertEquals(1, memory.read(2 * PIECE - 1));
    assertEquals(0, memory.read(2 * PIECE));
  }

  @Test
  void copyingUpLooksAtTheClockForEachPiece() {
    fill(0, 4 * PIECE);
    assertLooks(() -> memory.copy(4 * PIECE, 0, 4 * PIECE));
    assertEquals(1, memory.read(6 * PIECE));
    assertEquals(0, memory.read(6 * PIECE - 1));
  }

  private void fill(int from, int to) {
    store.enter(PLENTY);
    memory.fill((byte) 1, from, to);
    store.leave();
  }
}
