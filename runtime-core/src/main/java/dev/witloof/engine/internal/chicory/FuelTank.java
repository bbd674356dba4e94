package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The fuel and the clock of one store's running entry. Fuel is handed out in slices; each time one
 * is spent, the deadline and the cancel flag are looked at, so that a charge is one subtraction.
 * What a unit takes differs a thousandfold, between compiled code and calls that are interpreted;
 * so slices follow what the last ones took. Confined to the thread in the entry, but for {@link
 * #cancel}.
 */
final class FuelTank {
  /** What a slice shall take at most; it shall take a quarter of that at least. */
  private static final long SLICE_NANOS = 400_000;

  /** The slice that a store begins with: HotSpot has compiled nothing yet. */
  private static final long FIRST_SLICE = 20_000;

  /** Compiled code owes more in a loop, so less would gain nothing. */
  private static final long LEAST_SLICE = 5_000;

  /** A tenth of a millisecond of the fastest code; looking at the clock is nothing against that. */
  private static final long MOST_SLICE = 300_000;

  /** More fuel than can ever be used; sums of two such numbers do not overflow. */
  private static final long MOST = Long.MAX_VALUE / 4;

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final LongSupplier clock;
  private boolean open;
  private long budget;
  private long issued;
  private long slice;
  private long sliceSize = FIRST_SLICE;
  private long lastLook;
  private long started;
  private long deadlineNanos;
  private volatile boolean cancelled;
  private @Nullable FuelTank caller;

  FuelTank() {
    this(System::nanoTime);
  }

  /**
   * @param clock in nanoseconds
   */
  FuelTank(LongSupplier clock) {
    this.clock = clock;
  }

  void open(CallLimits limits) {
    budget = Math.min(MOST, limits.fuel());
    // Without a slice, the first charge of a cancelled store finds that it is.
    issued = cancelled ? 0 : Math.min(sliceSize, budget);
    slice = issued;
    started = clock.getAsLong();
    lastLook = started;
    deadlineNanos = saturatedNanos(limits.deadline());
    open = true;
  }

  /** Opens on what is left in the tank of a caller; what is used counts as the caller's. */
  void openWithin(FuelTank outer) {
    budget = outer.budget;
    slice = cancelled ? 0 : Math.max(0, Math.min(sliceSize, budget - outer.used()));
    issued = outer.used() + slice;
    started = outer.started;
    lastLook = clock.getAsLong();
    deadlineNanos = outer.deadlineNanos;
    caller = outer;
    open = true;
  }

  /** Goes on after an entry that was opened on this tank: with that much used in all. */
  void resume(long usedInAll) {
    slice -= usedInAll - used();
  }

  private boolean isCancelled() {
    return cancelled || caller != null && caller.isCancelled();
  }

  void close() {
    open = false;
    caller = null;
    issued = 0;
    slice = 0;
  }

  /** When the entry began, by {@link System#nanoTime}. */
  long started() {
    return started;
  }

  boolean isOpen() {
    return open;
  }

  /** Fuel burned since the entry began; one unit more than the budget once that was not enough. */
  long used() {
    return issued - slice;
  }

  /** Burns what the host asks for, which may be any number. */
  void burnAny(long units) {
    if (slice < 0) {
      refill();
    }
    burn(Math.min(MOST, units));
  }

  void burn(long units) {
    slice -= units;
    if (slice < 0) {
      refill();
    }
  }

  private void refill() {
    if (!open) {
      slice = 0;
      throw new IllegalStateException("guest code runs only within an entry of its store");
    }
    long now = clock.getAsLong();
    adaptSlices(now - lastLook);
    lastLook = now;
    checkDeadline(now);
    if (used() > budget) {
      // One unit too many, whatever the charge was: in which pieces code pays is not to be seen.
      slice = issued - (budget + 1);
      throw new LimitExceeded(Limit.FUEL, budget, used());
    }
    long grant = Math.min(sliceSize - slice, budget - issued);
    issued += grant;
    slice += grant;
  }

  private void adaptSlices(long nanos) {
    if (nanos > SLICE_NANOS) {
      sliceSize = Math.max(LEAST_SLICE, sliceSize / 2);
    } else if (nanos < SLICE_NANOS / 4) {
      sliceSize = Math.min(MOST_SLICE, sliceSize * 2);
    }
  }

  void checkDeadline() {
    if (open) {
      checkDeadline(clock.getAsLong());
    }
  }

  private void checkDeadline(long now) {
    if (isCancelled() || Thread.currentThread().isInterrupted()) {
      throw cancellation();
    }
    long elapsed = now - started;
    if (elapsed > deadlineNanos) {
      throw new LimitExceeded(Limit.DEADLINE, millis(deadlineNanos), millis(elapsed));
    }
  }

  /** The failure of a cancelled or interrupted entry. */
  LimitExceeded cancellation() {
    return new LimitExceeded(
        Limit.CANCELLED, millis(deadlineNanos), millis(clock.getAsLong() - started));
  }

  long remainingNanos() {
    return open ? Math.max(0, deadlineNanos - (clock.getAsLong() - started)) : Long.MAX_VALUE;
  }

  void cancel() {
    cancelled = true;
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  private static long saturatedNanos(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos();
  }
}
