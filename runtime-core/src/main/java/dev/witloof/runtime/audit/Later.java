package dev.witloof.runtime.audit;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does something after a while, on another thread. */
@FunctionalInterface
interface Later {
  void after(long nanos, Runnable task);

  /** By one thread for all trails, which ends when it has had nothing to do for a while. */
  static Later onThread() {
    return Timer.INSTANCE;
  }

  /** The thread. */
  final class Timer implements Later {
    private static final Timer INSTANCE = new Timer();
    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor executor;

    private Timer() {
      executor =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, "witloof-audit");
                thread.setDaemon(true);
                return thread;
              });
      executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
      executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void after(long nanos, Runnable task) {
      executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
  }
}
