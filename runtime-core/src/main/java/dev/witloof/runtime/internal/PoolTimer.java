package dev.witloof.runtime.internal;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The time for which instances idle. Thread-safe. */
public interface PoolTimer {

  /** Nanoseconds that go on, as those of {@link System#nanoTime}. */
  long now();

  /** Does something after a while, on another thread, unless it is cancelled before. */
  Future<?> after(long nanos, Runnable task);

  /** The real time. */
  static PoolTimer of(ScheduledExecutorService executor) {
    return new PoolTimer() {
      @Override
      public long now() {
        return System.nanoTime();
      }

      @Override
      public Future<?> after(long nanos, Runnable task) {
        return executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
      }
    };
  }
}
