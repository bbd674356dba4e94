package dev.witloof.host.io;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import dev.witloof.host.clocks.GuestTime;
import dev.witloof.runtime.Reproducibility;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Where one component instance waits. Whoever makes something ready calls {@link #signal()}, from
 * any thread; the guest's thread waits no longer than its deadline.
 */
public final class Wakeup {
  /** A cancelled call is noticed after this at the latest. */
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final GuestTime time;

  /** For an instance whose time is the real one. */
  public Wakeup() {
    this(new GuestTime(new Reproducibility.Clock.Real()));
  }

  /**
   * @param time what the timers of the instance go by
   */
  public Wakeup(GuestTime time) {
    this.time = time;
  }

  /** Wakes the waiting guest, so that it looks again. */
  public void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until one of them is ready.
   *
   * @throws LimitExceeded when the deadline of the call passes first, or it is cancelled
   */
  public void awaitAny(List<Pollable> pollables, Store store) {
    lock.lock();
    try {
      long start = System.nanoTime();
      while (pollables.stream().noneMatch(Pollable::ready)) {
        store.checkDeadline();
        long left = time.isFrozen() ? frozenWait(pollables, start) : soonest(pollables.stream());
        if (left > 0) {
          long nap = Math.min(LONGEST_NAP, Math.min(left, store.remainingNanos()));
          changed.awaitNanos(Math.max(1, nap));
        } else if (time.isFrozen()) {
          time.pass(soonest(pollables.stream().filter(Pollable::isTimer)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LimitExceeded(LimitExceeded.Limit.CANCELLED, 0, 0);
    } finally {
      lock.unlock();
    }
  }

  private static long soonest(Stream<Pollable> pollables) {
    return pollables.mapToLong(Pollable::nanosUntilReady).min().orElse(Long.MAX_VALUE);
  }

  /**
   * How long to wait for real before frozen time goes on to the next timer: not at all when nothing
   * else can be ready first; else what the timer takes, so that a response has the time that it
   * would have.
   */
  private static long frozenWait(List<Pollable> pollables, long start) {
    long timer = soonest(pollables.stream().filter(Pollable::isTimer));
    if (timer != Long.MAX_VALUE && pollables.stream().allMatch(Pollable::isTimer)) {
      return 0;
    }
    long others = soonest(pollables.stream().filter(pollable -> !pollable.isTimer()));
    return timer == Long.MAX_VALUE
        ? Math.max(1, others)
        : Math.max(0, Math.min(timer - (System.nanoTime() - start), Math.max(1, others)));
  }

  /** Waits until it is ready. */
  public void await(Pollable pollable, Store store) {
    awaitAny(List.of(pollable), store);
  }
}
