package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the clock is looked at, by a clock that goes on with what is burned. */
class FuelTankTest {
  private static final long MILLI = 1_000_000;
  private static final long DEADLINE = 5 * MILLI;

  private long now = 77;
  private long looks;
  private final FuelTank tank =
      new FuelTank(
          () -> {
            looks++;
            return now;
          });

  /** Burns by basic blocks until the deadline; the nanoseconds that have passed by then. */
  private long untilDeadline(double nanosPerUnit) {
    tank.open(new CallLimits(1L << 50, Duration.ofNanos(DEADLINE), 0));
    long start = now;
    LimitExceeded limit = assertThrows(LimitExceeded.class, () -> burnForEver(start, nanosPerUnit));
    tank.close();
    assertEquals(Limit.DEADLINE, limit.limit());
    return now - start;
  }

  private void burnForEver(long start, double nanosPerUnit) {
    for (long units = 0; ; units += 50) {
      now = start + (long) (units * nanosPerUnit);
      tank.burn(50);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 5, 20, 50, 100, 180})
  void deadlinesAreMetWhateverAUnitTakes(double nanosPerUnit) {
    for (int i = 0; i < 3; i++) {
      long passed = untilDeadline(nanosPerUnit);
      // Once slices have found their size, half a millisecond; the first may be as long as it is.
      long most = i == 0 ? 4 * MILLI : MILLI;
      assertTrue(passed <= DEADLINE + most, () -> passed + " ns");
    }
  }

  @Test
  void fastCodeHardlyEverLooksAtTheClock() {
    untilDeadline(1);
    looks = 0;

    untilDeadline(1);

    assertTrue(looks < 60, () -> looks + " looks in five milliseconds");
  }

  @Test
  void codeThatBecomesSlowIsFollowed() {
    untilDeadline(0.3);
    // Each of these ends at its first look, and leaves smaller slices.
    for (int i = 0; i < 3; i++) {
      untilDeadline(100);
    }

    long passed = untilDeadline(100);

    assertTrue(passed <= DEADLINE + MILLI, () -> passed + " ns");
  }

  @Test
  void whatIsUsedDoesNotDependOnTheSlices() {
    for (double nanosPerUnit : new double[] {0, 1, 200}) {
      tank.open(new CallLimits(1_000_000, Duration.ofSeconds(10), 0));
      long start = now;

      assertThrows(LimitExceeded.class, () -> burnForEver(start, nanosPerUnit));

      assertEquals(1_000_001, tank.used());
      tank.close();
    }
  }
}
