package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The fuel and the clock of one store's running entry. Fuel is handed out in slices; each time one
 * is spent, the deadline and the cancel flag are looked at, so that a charge is one subtraction.
 * Confined to the thread in the entry, but for {@link #cancel}.
 */
final class FuelTank {
  /** Fuel between two looks at the clock: a millisecond of compiled code, tens interpreted. */
  private static final long SLICE = 1_000_000;

  /** More fuel than can ever be used; sums of two such numbers do not overflow. */
  private static final long MOST = Long.MAX_VALUE / 4;

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private boolean open;
  private long budget;
  private long issued;
  private long slice;
  private long started;
  private long deadlineNanos;
  private volatile boolean cancelled;
  private @Nullable FuelTank caller;

  void open(CallLimits limits) {
    budget = Math.min(MOST, limits.fuel());
    // Without a slice, the first charge of a cancelled store finds that it is.
    issued = cancelled ? 0 : Math.min(SLICE, budget);
    slice = issued;
    started = System.nanoTime();
    deadlineNanos = saturatedNanos(limits.deadline());
    open = true;
  }

  /** Opens on what is left in the tank of a caller; what is used counts as the caller's. */
  void openWithin(FuelTank outer) {
    budget = outer.budget;
    slice = cancelled ? 0 : Math.max(0, Math.min(SLICE, budget - outer.used()));
    issued = outer.used() + slice;
    started = outer.started;
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
    checkDeadline();
    if (used() > budget) {
      // One unit too many, whatever the charge was: in which pieces code pays is not to be seen.
      slice = issued - (budget + 1);
      throw new LimitExceeded(Limit.FUEL, budget, used());
    }
    long grant = Math.min(SLICE - slice, budget - issued);
    issued += grant;
    slice += grant;
  }

  void checkDeadline() {
    if (!open) {
      return;
    }
    if (isCancelled() || Thread.currentThread().isInterrupted()) {
      throw cancellation();
    }
    long elapsed = System.nanoTime() - started;
    if (elapsed > deadlineNanos) {
      throw new LimitExceeded(Limit.DEADLINE, millis(deadlineNanos), millis(elapsed));
    }
  }

  /** The failure of a cancelled or interrupted entry. */
  LimitExceeded cancellation() {
    return new LimitExceeded(
        Limit.CANCELLED, millis(deadlineNanos), millis(System.nanoTime() - started));
  }

  long remainingNanos() {
    return open ? Math.max(0, deadlineNanos - (System.nanoTime() - started)) : Long.MAX_VALUE;
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
