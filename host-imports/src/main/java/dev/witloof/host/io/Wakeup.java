package dev.witloof.host.io;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import dev.witloof.host.clocks.GuestTime;
import dev.witloof.runtime.Reproducibility;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Where one component instance waits. Whoever makes something ready calls {@link #signal()}, from
 * any thread; the guest's thread waits no longer than its deadline.
 */
public final class Wakeup {
  /** A cancelled call is noticed after this at the latest. */
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(20);

  /** Pollables that are looked at between two looks at the clock. */
  private static final int POLLABLES_PER_LOOK = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final GuestTime time;

  /** How often there was one; guarded by the lock. */
  private long signals;

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

  /** Wakes the waiting guest, so that it looks again. Never waits for what a pollable does. */
  public void signal() {
    lock.lock();
    try {
      signals++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until one of them is ready. Looking at them is done without the lock: it may take long,
   * or wait for another thread that has something to signal.
   *
   * @throws LimitExceeded when the deadline of the call passes first, or it is cancelled
   */
  public void awaitAny(List<Pollable> pollables, Store store) {
    try {
      long start = System.nanoTime();
      long seen = signals();
      while (!isAny(pollables, Pollable::ready, store)) {
        store.checkDeadline();
        long left =
            time.isFrozen()
                ? frozenWait(pollables, start, store)
                : soonest(pollables, every -> true, store);
        if (left > 0) {
          nap(Math.max(1, Math.min(LONGEST_NAP, Math.min(left, store.remainingNanos()))), seen);
        } else if (time.isFrozen()) {
          time.pass(soonest(pollables, Pollable::isTimer, store));
        }
        seen = signals();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LimitExceeded(LimitExceeded.Limit.CANCELLED, 0, 0);
    }
  }

  /**
   * Waits until some of them are ready.
   *
   * @return their places in the list, ascending; not empty
   * @throws LimitExceeded when the deadline of the call passes first, or it is cancelled
   */
  int[] awaitSome(List<Pollable> pollables, Store store) {
    awaitAny(pollables, store);
    return IntStream.range(0, pollables.size())
        .filter(
            i -> {
              checkNowAndThen(i + 1, store);
              return pollables.get(i).ready();
            })
        .toArray();
  }

  private long signals() {
    lock.lock();
    try {
      return signals;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a while, or until there is a signal that was not seen. */
  private void nap(long nanos, long seen) throws InterruptedException {
    lock.lock();
    try {
      if (signals == seen) {
        changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean isAny(List<Pollable> pollables, Predicate<Pollable> what, Store store) {
    int looked = 0;
    for (Pollable pollable : pollables) {
      if (what.test(pollable)) {
        return true;
      }
      checkNowAndThen(++looked, store);
    }
    return false;
  }

  private static long soonest(List<Pollable> pollables, Predicate<Pollable> which, Store store) {
    long soonest = Long.MAX_VALUE;
    int looked = 0;
    for (Pollable pollable : pollables) {
      if (which.test(pollable)) {
        soonest = Math.min(soonest, pollable.nanosUntilReady());
      }
      checkNowAndThen(++looked, store);
    }
    return soonest;
  }

  private static void checkNowAndThen(int looked, Store store) {
    if (looked % POLLABLES_PER_LOOK == 0) {
      store.checkDeadline();
    }
  }

  /**
   * How long to wait for real before frozen time goes on to the next timer: not at all when nothing
   * else can be ready first; else what the timer takes, so that a response has the time that it
   * would have.
   */
  private static long frozenWait(List<Pollable> pollables, long start, Store store) {
    Predicate<Pollable> isOther = pollable -> !pollable.isTimer();
    long timer = soonest(pollables, Pollable::isTimer, store);
    if (timer != Long.MAX_VALUE && !isAny(pollables, isOther, store)) {
      return 0;
    }
    long others = soonest(pollables, isOther, store);
    return timer == Long.MAX_VALUE
        ? Math.max(1, others)
        : Math.max(0, Math.min(timer - (System.nanoTime() - start), Math.max(1, others)));
  }

  /** Waits until it is ready. */
  public void await(Pollable pollable, Store store) {
    awaitAny(List.of(pollable), store);
  }
}
