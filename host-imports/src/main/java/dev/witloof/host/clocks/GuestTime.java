package dev.witloof.host.clocks;

import dev.witloof.runtime.Reproducibility.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of one component instance: what its clocks tell, and what its timers wait for. Coarse,
 * so that a guest cannot measure what else the machine does. Confined to the guest's thread.
 */
public final class GuestTime {
  /**
   * Nanoseconds between two readings that differ: those that W3C's High Resolution Time has for
   * pages that are not isolated.
   */
  static final long RESOLUTION = 100_000;

  /** The clock counts from here, so that a guest cannot read the machine's uptime. */
  private static final long START = System.nanoTime();

  private final Clock clock;
  private long slept;

  public GuestTime(Clock clock) {
    this.clock = clock;
  }

  /** The monotonic clock, in nanoseconds. */
  long monotonic() {
    return isFrozen() ? slept : coarse(System.nanoTime() - START);
  }

  /** The wall clock; not before 1970. */
  Instant wall() {
    Instant told;
    if (clock instanceof Clock.Frozen frozen) {
      told = frozen.at().plusNanos(slept);
    } else {
      Duration offset = clock instanceof Clock.Offset by ? by.by() : Duration.ZERO;
      Instant now = Instant.now().plus(offset);
      told = now.minusNanos(Math.floorMod(now.getNano(), RESOLUTION));
    }
    return told.isBefore(Instant.EPOCH) ? Instant.EPOCH : told;
  }

  /** Whether time passes by waiting for it only. */
  public boolean isFrozen() {
    return clock instanceof Clock.Frozen;
  }

  /** Nanoseconds until the monotonic clock has come to an instant; zero when it has. */
  long until(long instant) {
    long now = monotonic();
    if (now >= instant) {
      return 0;
    }
    if (isFrozen()) {
      return instant - now;
    } else if (instant > Long.MAX_VALUE - RESOLUTION) {
      return Long.MAX_VALUE;
    }
    // The guest sees that it has come when the next step has.
    long step = coarse(instant + RESOLUTION - 1);
    return Math.max(1, step - (System.nanoTime() - START));
  }

  /** Lets frozen time go on, as the guest has waited for it. */
  public void pass(long nanos) {
    slept += nanos;
  }

  private static long coarse(long nanos) {
    return nanos - nanos % RESOLUTION;
  }
}
