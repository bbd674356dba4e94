package dev.witloof.engine.internal.compile;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs jobs one after the other on a daemon thread of the lowest priority, which ends when there
 * has been none for a second. Shared by threads.
 */
public final class BackgroundJobs implements Executor {
  private final ThreadPoolExecutor executor;

  public BackgroundJobs() {
    executor =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BackgroundJobs::thread);
    executor.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "witloof-compile-background");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  @Override
  public void execute(Runnable job) {
    executor.execute(job);
  }

  /** Takes back a job; whether it had not begun yet, and now will not. */
  public boolean remove(Runnable job) {
    return executor.remove(job);
  }
}
