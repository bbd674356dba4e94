package dev.witloof.runtime.internal;

import dev.witloof.component.Cancellation;
import dev.witloof.runtime.PoolSettings;
import dev.witloof.runtime.internal.PooledLease.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The places of a pool and who has them: instances in use, resting ones, ready ones, and one that
 * is being made ahead. Guarded by the pool's lock; closes nothing, but says what is to be closed.
 */
final class PoolPlaces<K, T extends Pooled> {
  private final PoolSettings settings;
  private final Deque<Ready<K, T>> ready = new ArrayDeque<>();
  private final Deque<PooledLease<T>> resting = new ArrayDeque<>();
  private int inUse;
  private @Nullable K expected;
  private @Nullable Preparation<K> preparation;

  PoolPlaces(PoolSettings settings) {
    this.settings = settings;
  }

  /** An instance that was made ahead. */
  private record Ready<K, T>(K key, T instance, long since) {}

  /** An instance that is being made ahead, and what ends that. */
  record Preparation<K>(K key, Cancellation cancellation) {}

  /** A place in use, with an instance if there is one ready, and what had to make room for it. */
  record Place<T>(Optional<T> instance, List<T> displaced) {}

  int inUse() {
    return inUse;
  }

  int idle() {
    return ready.size() + resting.size();
  }

  /** What instances are made ahead for. */
  void expect(K key) {
    expected = key;
  }

  /** Takes a place; null when all are in use, or being filled. */
  @Nullable Place<T> take(K key) {
    for (Iterator<Ready<K, T>> made = ready.iterator(); made.hasNext(); ) {
      Ready<K, T> next = made.next();
      if (next.key().equals(key)) {
        made.remove();
        inUse++;
        return new Place<>(Optional.of(next.instance()), List.of());
      }
    }
    List<T> displaced = new ArrayList<>();
    if (isFull()) {
      if (!ready.isEmpty()) {
        displaced.add(ready.remove().instance());
      } else if (!resting.isEmpty()) {
        displaced.add(evictFirst());
      } else {
        return null;
      }
    }
    inUse++;
    return new Place<>(Optional.empty(), displaced);
  }

  /** Gives back a place in use. */
  void leave() {
    inUse--;
  }

  /** The instance is not in use for a while. */
  void rest(PooledLease<T> lease, long now) {
    lease.become(State.RESTING, now);
    resting.add(lease);
    inUse--;
  }

  /** The instance is in use again, until it is left. */
  void wake(PooledLease<T> lease, long now) {
    resting.remove(lease);
    lease.become(State.IN_USE, now);
    inUse++;
  }

  /** Whether an instance should be made ahead: too few are ready and there is a place. */
  boolean wantsMore() {
    return expected != null
        && ready.stream().filter(made -> !isStale(made)).count() < settings.minimum()
        && !isFull();
  }

  /** Takes a place for an instance that is made ahead, if one should be; one at a time. */
  Optional<Preparation<K>> begin() {
    K key = expected;
    preparation = key != null && wantsMore() ? new Preparation<>(key, new Cancellation()) : null;
    return preparation();
  }

  Optional<Preparation<K>> preparation() {
    return Optional.ofNullable(preparation);
  }

  void failed() {
    preparation = null;
  }

  void done(K key, T instance, long now) {
    preparation = null;
    ready.add(new Ready<>(key, instance, now));
  }

  /** Whether there is anything that idleness can end. */
  boolean canExpire() {
    return !resting.isEmpty() || ready.stream().anyMatch(this::isStale);
  }

  /** Gives up what has been idle for too long. */
  List<T> expire(long now) {
    List<T> idle = new ArrayList<>();
    while (!resting.isEmpty() && isOver(resting.element().restingSince(), now)) {
      idle.add(evictFirst());
    }
    for (Iterator<Ready<K, T>> made = ready.iterator(); made.hasNext(); ) {
      Ready<K, T> next = made.next();
      if (isStale(next) && isOver(next.since(), now)) {
        made.remove();
        idle.add(next.instance());
      }
    }
    return idle;
  }

  /** Gives up everything that is not in use. */
  List<T> clear() {
    List<T> all = new ArrayList<>();
    ready.forEach(made -> all.add(made.instance()));
    ready.clear();
    while (!resting.isEmpty()) {
      all.add(evictFirst());
    }
    return all;
  }

  private T evictFirst() {
    PooledLease<T> lease = resting.remove();
    lease.become(State.GONE, 0);
    return lease.instance();
  }

  private boolean isFull() {
    int making = preparation == null ? 0 : 1;
    return inUse + resting.size() + ready.size() + making >= settings.maximum();
  }

  private boolean isStale(Ready<K, T> made) {
    return !made.key().equals(expected);
  }

  private boolean isOver(long since, long now) {
    return now - since >= settings.idle().toNanos();
  }
}
