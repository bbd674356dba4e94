package dev.witloof.runtime.internal;

/** What one borrower of a pool has. Its fields are guarded by the pool's lock. */
final class PooledLease<T extends Pooled> implements Lease<T> {
  /** Where the instance is. */
  enum State {
    IN_USE,
    RESTING,
    GONE
  }

  private final InstancePool<?, T> pool;
  private final T instance;
  private State state = State.IN_USE;
  private long restingSince;

  PooledLease(InstancePool<?, T> pool, T instance) {
    this.pool = pool;
    this.instance = instance;
  }

  State state() {
    return state;
  }

  long restingSince() {
    return restingSince;
  }

  void become(State next, long now) {
    state = next;
    restingSince = now;
  }

  @Override
  public T instance() {
    return instance;
  }

  @Override
  public boolean rest() {
    return pool.rest(this);
  }

  @Override
  public boolean wake() {
    return pool.wake(this);
  }

  @Override
  public void close() {
    pool.end(this);
  }
}
