package dev.witloof.runtime;

import dev.witloof.runtime.internal.InstancePool;
import dev.witloof.runtime.internal.PoolTimer;
import dev.witloof.runtime.internal.Pooled;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the pools of one runtime. They share a thread that closes what is idle, on which no guest
 * runs; what is made ahead, and may take long, has a thread for each pool that makes some. Threads
 * are there only when they have work.
 */
final class PoolSetup implements AutoCloseable {
  private static final long KEEP_ALIVE_SECONDS = 10;

  private final PoolSettings settings;
  private final PoolListener listener;
  private final ThreadPoolExecutor ahead;
  private final ScheduledThreadPoolExecutor idle;

  PoolSetup(PoolSettings settings, PoolListener listener) {
    this.settings = settings;
    this.listener = listener;
    ahead =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> thread(work, "witloof-pools-ahead"));
    idle = new ScheduledThreadPoolExecutor(1, work -> thread(work, "witloof-pools-idle"));
    idle.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    idle.allowCoreThreadTimeOut(true);
    // Or a closed pool would be held until its timer comes.
    idle.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  <K, T extends Pooled> InstancePool<K, T> newPool(
      String connector, InstancePool.Factory<K, T> factory) {
    return new InstancePool<>(connector, settings, factory, ahead, PoolTimer.of(idle), listener);
  }

  /** Ends the threads; the pools must be closed by then. */
  @Override
  public void close() {
    ahead.shutdownNow();
    idle.shutdownNow();
  }
}
