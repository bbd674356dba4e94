package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.HostStack;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Work of the host's that nothing can interrupt: above all allocating a large array, which takes
 * half a millisecond a MiB where the system must find the pages first. It is done on a thread of
 * its own, and the one that waits for it looks at the clock.
 *
 * <p>What a call has given up goes on, and holds its memory meanwhile, of which no budget knows any
 * more. So no more is begun while that is a quarter of the heap.
 */
final class WatchedWork<T> extends FutureTask<T> {
  /** From how many bytes on: what starting a thread takes, a tenth of a millisecond, is less. */
  static final int LEAST_BYTES = 2 << 20;

  /** Bytes of work that was given up and goes on, from which on other work waits. */
  static final long MOST_LEFT = Runtime.getRuntime().maxMemory() / 4;

  private static final int LOOK_NANOS = 500_000;

  private static final AtomicLong LEFT = new AtomicLong();

  private final long bytes;
  private boolean givenUp;

  private WatchedWork(long bytes, Supplier<T> work) {
    super(work::get);
    this.bytes = bytes;
  }

  /** As {@link dev.witloof.engine.Store#watched} has it. */
  static <T> T done(FuelTank tank, long bytes, Supplier<T> work) {
    if (bytes < LEAST_BYTES) {
      return work.get();
    }
    HostStack.requireRoom();
    try {
      while (LEFT.get() >= MOST_LEFT) {
        tank.checkDeadline();
        Thread.sleep(0, LOOK_NANOS);
      }
      return new WatchedWork<>(bytes, work).done(tank);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tank.cancellation();
    } catch (ExecutionException failed) {
      throw thrown(failed.getCause());
    }
  }

  private T done(FuelTank tank) throws InterruptedException, ExecutionException {
    start();
    try {
      while (true) {
        tank.checkDeadline();
        try {
          return get(LOOK_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException goesOn) {
          // The clock is looked at again.
        }
      }
    } finally {
      giveUp();
    }
  }

  private synchronized void giveUp() {
    if (!isDone()) {
      givenUp = true;
      LEFT.addAndGet(bytes);
    }
  }

  @Override
  protected synchronized void done() {
    if (givenUp) {
      LEFT.addAndGet(-bytes);
    }
  }

  private void start() {
    Thread thread = new Thread(null, this, "witloof-watched-work", 0, false);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError noThread) {
      run();
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
