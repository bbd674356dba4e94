package dev.witloof.runtime;

import dev.witloof.runtime.internal.InstancePool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the pools of one runtime. They share one thread, which is there only when it has work. */
final class PoolSetup implements AutoCloseable {
  private static final long KEEP_ALIVE_SECONDS = 10;

  private final PoolSettings settings;
  private final PoolListener listener;
  private final ScheduledThreadPoolExecutor background;

  PoolSetup(PoolSettings settings, PoolListener listener) {
    this.settings = settings;
    this.listener = listener;
    background = new ScheduledThreadPoolExecutor(1, PoolSetup::thread);
    background.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    background.allowCoreThreadTimeOut(true);
    // Or a closed pool would be held until its timer comes.
    background.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "witloof-pools");
    thread.setDaemon(true);
    return thread;
  }

  <K, T extends AutoCloseable> InstancePool<K, T> newPool(
      String connector, InstancePool.Factory<K, T> factory) {
    return new InstancePool<>(connector, settings, factory, background, listener);
  }

  /** Ends the thread; the pools must be closed by then. */
  @Override
  public void close() {
    background.shutdownNow();
  }
}
