package dev.witloof.host.io;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where one component instance waits. Whoever makes something ready calls {@link #signal()}, from
 * any thread; the guest's thread waits no longer than its deadline.
 */
public final class Wakeup {
  /** A cancelled call is noticed after this at the latest. */
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

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
      while (pollables.stream().noneMatch(Pollable::ready)) {
        store.checkDeadline();
        long timer = pollables.stream().mapToLong(Pollable::nanosUntilReady).min().orElse(0);
        long nap = Math.min(LONGEST_NAP, Math.min(timer, store.remainingNanos()));
        changed.awaitNanos(Math.max(1, nap));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LimitExceeded(LimitExceeded.Limit.CANCELLED, 0, 0);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it is ready. */
  public void await(Pollable pollable, Store store) {
    awaitAny(List.of(pollable), store);
  }
}
