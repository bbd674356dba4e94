package dev.witloof.conformance.internal.watch;

import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs checks one after the other on a thread of its own, always the same, and gives one up when a
 * call does not return: the next ones run on another. Confined to one thread at a time.
 */
public final class Guard implements AutoCloseable {
  private static final long POLL_MILLIS = 20;
  private static final long PATIENCE_MILLIS = 500;
  private static final long IDLE_SECONDS = 5;

  private final Watch watch;
  private final Runnable afterGivingUp;
  private ThreadPoolExecutor worker = worker();
  private volatile boolean leftInterrupted;

  /**
   * @param afterGivingUp puts back what a check that never ends cannot
   */
  public Guard(Watch watch, Runnable afterGivingUp) {
    this.watch = watch;
    this.afterGivingUp = afterGivingUp;
  }

  /** A thread that keeps nothing from ending, and ends by itself when there is no more to do. */
  private static ThreadPoolExecutor worker() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "witloof checks");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /**
   * What the body gives, or throws.
   *
   * @throws Finding also when a call did not return, with its stack as cause, and when a wait
   *     failed as the thread was interrupted by what runs on it
   * @throws InterruptedException when the calling thread is interrupted
   */
  public <T> T run(Callable<T> body) throws Throwable {
    watch.next();
    Future<T> result = worker.submit(() -> uninterrupted(body));
    try {
      while (true) {
        try {
          return result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException running) {
          Optional<Watch.Stuck> stuck = watch.stuck();
          if (stuck.isPresent()) {
            throw giveUp(stuck.get());
          }
        }
      }
    } catch (ExecutionException failed) {
      throw failed.getCause();
    } catch (InterruptedException stopped) {
      result.cancel(true);
      throw stopped;
    }
  }

  /** Nobody interrupts the thread before it is given up, but for what runs on it. */
  private <T> T uninterrupted(Callable<T> body) throws Exception {
    leftInterrupted = false;
    try {
      return body.call();
    } catch (InterruptedException byWhatRunsOnIt) {
      leftInterrupted = true;
      throw new NotApplicable("a call left its thread interrupted: see jvm.settings");
    } finally {
      leftInterrupted |= Thread.interrupted();
    }
  }

  /** Whether what ran last, and came to its end, left the thread interrupted. */
  public boolean leftInterrupted() {
    return leftInterrupted;
  }

  /** Ends the check as far as it can be: what cannot be interrupted stays, as a daemon. */
  private Finding giveUp(Watch.Stuck stuck) throws InterruptedException {
    StuckCall where = new StuckCall(stuck.call().thread());
    watch.next();
    stuck.call().thread().interrupt();
    worker.shutdownNow();
    worker.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    worker = worker();
    afterGivingUp.run();
    return new Finding(
        "%s did not return within %,d ms; it was\n%s"
            .formatted(stuck.call().what(), stuck.limit().toMillis(), where.frames()),
        "Set a time limit to whatever it waits for, or raise the call limit of the test",
        where);
  }

  /** Ends the thread. */
  @Override
  public void close() {
    worker.shutdownNow();
  }
}
