package dev.witloof.engine.internal.chicory;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work of the host's that nothing can interrupt: above all allocating a large array, which takes
 * half a millisecond a MiB where the system must find the pages first. It is done on a thread of
 * its own, and the one that waits for it looks at the clock.
 */
final class WatchedWork {
  /** From how many bytes on: what starting a thread takes, a tenth of a millisecond, is less. */
  static final int LEAST_BYTES = 2 << 20;

  private static final long LOOK_NANOS = 500_000;

  private WatchedWork() {}

  /** As {@link dev.witloof.engine.Store#watched} has it. */
  static <T> T done(FuelTank tank, long bytes, Supplier<T> work) {
    if (bytes < LEAST_BYTES) {
      return work.get();
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    start(task);
    while (true) {
      tank.checkDeadline();
      try {
        return task.get(LOOK_NANOS, TimeUnit.NANOSECONDS);
      } catch (TimeoutException goesOn) {
        // The clock is looked at again.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw tank.cancellation();
      } catch (ExecutionException failed) {
        throw thrown(failed.getCause());
      }
    }
  }

  private static void start(FutureTask<?> task) {
    Thread thread = new Thread(null, task, "witloof-watched-work", 0, false);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError noThread) {
      task.run();
    }
  }

  /** What a supplier can throw. */
  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
