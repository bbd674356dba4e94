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

  private static final CallLimits ONE_LOOK =
      new CallLimits(1L << 40, Duration.ofNanos(MILLI + 1), 0);

  /** The first look is too late. */
  private static final CallLimits LATE = new CallLimits(1L << 40, Duration.ZERO, 0);

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
    store.enter(ONE_LOOK);
    assertEquals(PIECE, memory.readBytes(0, PIECE).length);
    store.leave();
    store.enter(ONE_LOOK);
    assertThrows(LimitExceeded.class, () -> memory.readBytes(0, PIECE + 1));
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

  @Test
  void theHostsReadingAndWritingLookAtTheClockForEachPiece() {
    ChicoryMemory host = new ChicoryMemory(memory.memory());
    byte[] all = new byte[8 * PIECE];
    assertLooks(() -> host.read(0, all, 0, all.length));
    all[3 * PIECE - 1] = 1;
    all[3 * PIECE] = 1;
    assertLooks(() -> host.write(0, all, 0, all.length));
    assertEquals(1, memory.read(3 * PIECE - 1));
    assertEquals(0, memory.read(3 * PIECE));
  }

  /**
   * A deadline that passes while a longer array is allocated ends the call and leaves all as was.
   */
  @Test
  void growthLooksAtTheClockWhileItAllocates() {
    int before = memory.pages();
    long held = store.memoryBytes();
    LimitExceeded e = lateIn(() -> memory.grow(16));
    assertEquals(Limit.DEADLINE, e.limit());
    assertEquals(before, memory.pages());
    assertEquals(held, store.memoryBytes());

    store.enter(PLENTY);
    memory.grow(16);
    store.leave();
    // What was allocated has room for more.
    store.enter(LATE);
    assertEquals(before + 16, memory.grow(1));
    store.leave();
  }

  @Test
  void aLargeMinimumLooksAtTheClockWhileItIsAllocated() {
    long held = store.memoryBytes();
    CoreType.Memory large = new CoreType.Memory(64, OptionalLong.empty(), false, false);
    assertEquals(Limit.DEADLINE, lateIn(() -> new LinearMemory(store, large)).limit());
    assertEquals(held, store.memoryBytes());
  }

  private LimitExceeded lateIn(Runnable work) {
    store.enter(LATE);
    LimitExceeded e = assertThrows(LimitExceeded.class, work::run);
    store.leave();
    return e;
  }

  private void fill(int from, int to) {
    store.enter(PLENTY);
    memory.fill((byte) 1, from, to);
    store.leave();
  }
}
