package dev.witloof.runtime.internal;

import dev.witloof.component.Cancellation;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.LimitHit;
import dev.witloof.runtime.Amounts;
import dev.witloof.runtime.PoolEvent;
import dev.witloof.runtime.PoolEvent.Reason;
import dev.witloof.runtime.PoolListener;
import dev.witloof.runtime.PoolMetrics;
import dev.witloof.runtime.PoolSettings;
import dev.witloof.runtime.internal.PoolPlaces.Place;
import dev.witloof.runtime.internal.PoolPlaces.Preparation;
import dev.witloof.runtime.internal.PooledLease.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands out fresh instances, at most so many at once, and makes some ahead. Thread-safe.
 *
 * <p>Libraries of pools, such as commons-pool and Stormpot, are about objects that come back and
 * are lent again. Here none does: what is shared are places, first come, first served, and a
 * borrower that rests can lose its place to one that waits.
 *
 * @param <K> what an instance is made for; one that is made ahead serves only who asks for the same
 * @param <T> an instance; closed once, by the pool
 */
public final class InstancePool<K, T extends Pooled> {

  /** Makes instances. */
  @FunctionalInterface
  public interface Factory<K, T> {
    /** May be ended from another thread by the cancellation. */
    T create(K key, Cancellation cancellation);
  }

  private final String connector;
  private final PoolSettings settings;
  private final Factory<K, T> factory;
  private final Executor ahead;
  private final PoolTimer timer;
  private final PoolListener listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private final Deque<Waiter<K, T>> waiters = new ArrayDeque<>();
  private final PoolPlaces<K, T> places;
  private final PoolTally tally = new PoolTally();
  private boolean preparing;
  private boolean preparationFailed;
  private @Nullable Future<?> sweep;
  private boolean closed;

  private static final class Waiter<K, T> {
    private final K key;
    private final Condition changed;
    private @Nullable Place<T> place;
    private boolean cancelled;

    Waiter(K key, Condition changed) {
      this.key = key;
      this.changed = changed;
    }
  }

  /**
   * @param connector for messages and events
   * @param ahead makes instances ahead, on one thread at a time; outlives the pool
   * @param timer closes idle instances; outlives the pool
   */
  public InstancePool(
      String connector,
      PoolSettings settings,
      Factory<K, T> factory,
      Executor ahead,
      PoolTimer timer,
      PoolListener listener) {
    this.connector = connector;
    this.settings = settings;
    this.factory = factory;
    this.ahead = ahead;
    this.timer = timer;
    this.listener = new HeardPool(listener);
    this.places = new PoolPlaces<>(settings);
  }

  /** Makes instances ahead for {@code key}, and no longer for another. */
  public void expect(K key) {
    lock.lock();
    try {
      places.expect(key);
      tend();
    } finally {
      lock.unlock();
    }
  }

  /**
   * An instance that nobody had before, once there is a place for it.
   *
   * @throws ConnectorException.Transient when none becomes free in time, or the borrower is
   *     cancelled or interrupted while it waits
   * @throws IllegalStateException when the pool is closed
   */
  Lease<T> borrow(K key, Cancellation cancellation) {
    long start = System.nanoTime();
    Place<T> place = place(key, cancellation);
    if (place == null) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      listener.on(new PoolEvent.TimedOut(connector, settings.maximum(), waited));
      throw timedOut(waited);
    }
    discard(place.displaced(), Reason.DISPLACED);
    if (place.instance().isPresent()) {
      return new PooledLease<>(this, place.instance().get());
    }
    try {
      return new PooledLease<>(this, create(key, cancellation, false));
    } catch (RuntimeException | Error failure) {
      leave();
      throw failure;
    }
  }

  /** What it holds and has done. */
  public PoolMetrics metrics() {
    lock.lock();
    try {
      return tally.with(places.idle(), places.inUse(), waiters.size());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins to close: who waits or comes later is turned away, and what is idle is closed. Those in
   * use go on.
   */
  public void shut() {
    List<T> idle;
    Optional<Preparation<K>> begun;
    lock.lock();
    try {
      closed = true;
      begun = places.preparation();
      idle = places.clear();
      waiters.forEach(waiter -> waiter.changed.signal());
      if (sweep != null) {
        sweep.cancel(false);
      }
    } finally {
      lock.unlock();
    }
    begun.ifPresent(preparation -> preparation.cancellation().cancel());
    discard(idle, Reason.CLOSED);
  }

  /**
   * Closes: it is {@linkplain #shut shut}, and those in use may go on for a while.
   *
   * @param drain how long to wait for them
   * @return whether none is in use any more
   */
  public boolean close(Duration drain) {
    shut();
    return drained(drain);
  }

  private boolean drained(Duration drain) {
    lock.lock();
    try {
      long nanos = drain.toNanos();
      while (places.inUse() > 0 && nanos > 0) {
        nanos = left.awaitNanos(nanos);
      }
      return places.inUse() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return places.inUse() == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Null when none becomes free in time. */
  private @Nullable Place<T> place(K key, Cancellation cancellation) {
    lock.lock();
    try {
      requireOpen();
      Place<T> place = waiters.isEmpty() ? places.take(key) : null;
      if (place == null) {
        place = await(new Waiter<>(key, lock.newCondition()), cancellation);
      }
      places.expect(key);
      preparationFailed = false;
      tend();
      return place;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Place<T> await(Waiter<K, T> waiter, Cancellation cancellation) {
    tally.waits();
    waiters.add(waiter);
    cancellation.onCancel(() -> cancel(waiter));
    long nanos = settings.patience().toNanos();
    try {
      while (waiter.place == null) {
        requireOpen();
        if (waiter.cancelled) {
          throw cancelled();
        }
        if (nanos <= 0) {
          tally.timedOut();
          break;
        }
        nanos = waiter.changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (waiter.place == null) {
        throw cancelled();
      }
    } finally {
      waiters.remove(waiter);
    }
    return waiter.place;
  }

  private void cancel(Waiter<K, T> waiter) {
    lock.lock();
    try {
      waiter.cancelled = true;
      waiter.changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the instance of a lease, unless somebody waits for its place. */
  boolean rest(PooledLease<T> lease) {
    lock.lock();
    try {
      if (lease.state() != State.IN_USE || closed || !waiters.isEmpty()) {
        return false;
      }
      places.rest(lease, timer.now());
      left.signalAll();
      tend();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the instance of a resting lease is still there; if so, it is in use again. */
  boolean wake(PooledLease<T> lease) {
    lock.lock();
    try {
      boolean there = lease.state() == State.RESTING;
      if (there) {
        places.wake(lease, timer.now());
      }
      return there;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the instance, and frees its place once it is gone, so that there is not one more than
   * may be: an instance in which a call runs goes when that has ended.
   */
  void end(PooledLease<T> lease) {
    if (isFirstToEnd(lease)) {
      Optional<RuntimeException> failure = Closing.failure(List.of(lease.instance()));
      whenGone(lease.instance(), Reason.USED, this::leave);
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  /** Its place counts as in use until the instance is gone. */
  private boolean isFirstToEnd(PooledLease<T> lease) {
    lock.lock();
    try {
      State before = lease.state();
      if (before == State.RESTING) {
        places.wake(lease, 0);
      }
      lease.become(State.GONE, 0);
      return before != State.GONE;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      places.leave();
      left.signalAll();
      tend();
    } finally {
      lock.unlock();
    }
  }

  /** After any change: who waits comes first, then instances ahead, then idle ones. */
  private void tend() {
    if (closed) {
      return;
    }
    while (!waiters.isEmpty()) {
      Waiter<K, T> first = waiters.element();
      first.place = places.take(first.key);
      if (first.place == null) {
        break;
      }
      waiters.remove();
      first.changed.signal();
    }
    try {
      startWork();
    } catch (OutOfMemoryError | RejectedExecutionException noThread) {
      // HotSpot warns of the first; the second comes while the runtime closes, which closes this
      // pool as well. The work waits for the next change, and nobody's instance is lost.
    }
  }

  /**
   * @throws OutOfMemoryError when the work wants a new thread and the system has none
   * @throws RejectedExecutionException when the threads were ended, as the runtime closes
   */
  private void startWork() {
    if (!preparing && !preparationFailed && places.wantsMore()) {
      ahead.execute(this::prepareAll);
      preparing = true;
    }
    if (places.canExpire() && sweep == null) {
      sweep = timer.after(settings.idle().toNanos(), this::sweep);
    }
  }

  /**
   * Makes instances ahead until there are enough. A place is taken when its instance is begun, and
   * not before: whoever comes first has it.
   */
  private void prepareAll() {
    Optional<Preparation<K>> next = begin();
    while (next.isPresent()) {
      prepare(next.get());
      next = begin();
    }
  }

  private Optional<Preparation<K>> begin() {
    lock.lock();
    try {
      Optional<Preparation<K>> next =
          closed || preparationFailed ? Optional.empty() : places.begin();
      preparing = next.isPresent();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void prepare(Preparation<K> preparation) {
    try {
      T instance = create(preparation.key(), preparation.cancellation(), true);
      if (!offered(preparation.key(), instance)) {
        discard(List.of(instance), Reason.CLOSED);
      }
    } catch (RuntimeException | Error failure) {
      lock.lock();
      try {
        places.failed();
        preparationFailed = true;
        tend();
      } finally {
        lock.unlock();
      }
      listener.on(new PoolEvent.PreparationFailed(connector, told(failure)));
    }
  }

  private boolean offered(K key, T instance) {
    lock.lock();
    try {
      if (closed) {
        places.failed();
      } else {
        places.done(key, instance, timer.now());
        tend();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void sweep() {
    List<T> idle;
    lock.lock();
    try {
      idle = places.expire(timer.now());
      sweep = null;
      tend();
    } finally {
      lock.unlock();
    }
    discard(idle, Reason.IDLE);
  }

  private T create(K key, Cancellation cancellation, boolean ahead) {
    long start = System.nanoTime();
    T instance = factory.create(key, cancellation);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    lock.lock();
    try {
      tally.created(took);
    } finally {
      lock.unlock();
    }
    listener.on(new PoolEvent.Created(connector, took, ahead));
    return instance;
  }

  /**
   * Closes instances that nobody has, so that no call runs in them; only the listener is there to
   * hear that this failed.
   */
  private void discard(List<T> instances, Reason reason) {
    for (T instance : instances) {
      Closing.failure(List.of(instance));
      whenGone(instance, reason, () -> {});
    }
  }

  private void whenGone(T instance, Reason reason, Runnable then) {
    instance
        .gone()
        .whenComplete(
            (nothing, failure) -> {
              try {
                discarded(reason, Optional.ofNullable(failure));
              } finally {
                then.run();
              }
            });
  }

  private void discarded(Reason reason, Optional<Throwable> failure) {
    lock.lock();
    try {
      tally.discarded();
    } finally {
      lock.unlock();
    }
    listener.on(new PoolEvent.Discarded(connector, reason, failure.map(InstancePool::told)));
  }

  private static RuntimeException told(Throwable failure) {
    return failure instanceof RuntimeException thrown ? thrown : new IllegalStateException(failure);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("connector '" + connector + "' is closed");
    }
  }

  private ConnectorException cancelled() {
    return new ConnectorException.Transient(
        "waiting for an instance of connector '" + connector + "' was cancelled");
  }

  private ConnectorException timedOut(Duration waited) {
    int maximum = settings.maximum();
    return new ConnectorException.Transient(
        "connector '%s' has no free instance: all %d of its pool stayed in use or in the making for %s;"
                .formatted(connector, maximum, Amounts.duration(waited))
            + " close sources and read handles that are done with, or raise the pool's maximum or"
            + " its patience",
        null,
        new LimitHit("instances", maximum, maximum + 1L, "instances"));
  }
}
