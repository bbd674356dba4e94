package dev.witloof.host;

import dev.witloof.engine.LimitExceeded;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the host keeps on behalf of one component instance outside of the guest's own memory:
 * header fields, addresses of requests, bodies that wait to be sent. Handles are limited in number,
 * which alone would let each of ten thousand hold something large. Thread-safe.
 */
public final class HostMemory {
  /** Bytes for one instance. */
  public static final long BUDGET = 16L << 20;

  private final AtomicLong used = new AtomicLong();

  /**
   * Takes bytes.
   *
   * @throws LimitExceeded when there are not as many left; none is taken then
   */
  public void reserve(long bytes) {
    long wanted = used.addAndGet(bytes);
    if (wanted > BUDGET) {
      used.addAndGet(-bytes);
      throw new LimitExceeded(LimitExceeded.Limit.MEMORY, BUDGET, wanted);
    }
  }

  /** Gives bytes back that were reserved. */
  public void release(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Bytes reserved at present. */
  public long used() {
    return used.get();
  }
}
