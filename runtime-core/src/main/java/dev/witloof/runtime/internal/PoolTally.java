package dev.witloof.runtime.internal;

import dev.witloof.runtime.PoolMetrics;
import java.time.Duration;

/** What a pool has done so far. Guarded by the pool's lock. */
final class PoolTally {
  private long created;
  private long waits;
  private long timeouts;
  private long discarded;
  private Duration instantiation = Duration.ZERO;
  private Duration slowest = Duration.ZERO;

  void created(Duration took) {
    created++;
    instantiation = instantiation.plus(took);
    slowest = took.compareTo(slowest) > 0 ? took : slowest;
  }

  void waits() {
    waits++;
  }

  void timedOut() {
    timeouts++;
  }

  void discarded() {
    discarded++;
  }

  PoolMetrics with(int idle, int inUse, int waiting) {
    return new PoolMetrics(
        created, idle, inUse, waiting, waits, timeouts, discarded, instantiation, slowest);
  }
}
