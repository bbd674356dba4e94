package dev.witloof.engine.internal.compile;

import dev.witloof.engine.CompileBudget;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The compilation of one component: what it has used of its budget, and whether it shall go on.
 * Shared by the threads that work on it.
 */
public final class CompileJob {
  private final CompileBudget budget;
  private final BooleanSupplier unwanted;
  private final long start = System.nanoTime();
  private long retained;
  private long held;
  private long working;
  private int started;
  private int ended;
  private boolean stopped;

  /**
   * A job that starts now.
   *
   * @param unwanted whether nobody waits for the result any longer
   */
  public CompileJob(CompileBudget budget, BooleanSupplier unwanted) {
    this.budget = budget;
    this.unwanted = unwanted;
  }

  /** Time since the job started. */
  public long nanos() {
    return System.nanoTime() - start;
  }

  /** Time left; 0 or negative when there is none. */
  public long nanosLeft() {
    return budget.time().toNanos() - nanos();
  }

  /** Lets no task begin or go on. */
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /**
   * Throws when the job shall not go on.
   *
   * @throws BudgetExceeded when its time is up
   * @throws CancellationException when it was stopped, or is unwanted
   */
  public synchronized void check() {
    if (stopped) {
      throw new CancellationException("compiling was stopped");
    }
    if (unwanted.getAsBoolean()) {
      throw new CancellationException("compiling was stopped: nobody wants the modules any longer");
    }
    if (nanosLeft() <= 0) {
      throw outOfTime();
    }
  }

  /** What is thrown when the time is up. */
  public synchronized BudgetExceeded outOfTime() {
    return new BudgetExceeded(
        ("compiling takes too long: the compile budget is %d ms, after which %d of the %d parts"
                + " begun so far were done; give CompileBudget.time more, or run the component"
                + " interpreted")
            .formatted(budget.time().toMillis(), ended, started));
  }

  /**
   * Begins a task as soon as there is memory for it.
   *
   * @param bytes of heap that it may take while it runs
   * @throws BudgetExceeded when it would take more than the budget even if nothing else ran, or
   *     time runs out before that
   * @throws CancellationException as {@link #check} does
   */
  synchronized void begin(long bytes) {
    check();
    while (working > 0 && held + retained + working + bytes > budget.memory()) {
      awaitChange();
      check();
    }
    requireMemory(held + retained + bytes);
    working += bytes;
    started++;
  }

  private void awaitChange() {
    try {
      wait(Math.max(1, nanosLeft() / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("compiling was interrupted");
    }
  }

  /** Ends a task that {@link #begin} began. */
  synchronized void end(long bytes) {
    working -= bytes;
    ended++;
    notifyAll();
  }

  /**
   * Counts what stays in memory until the job is done.
   *
   * @throws BudgetExceeded when that alone exceeds the budget
   */
  public synchronized void retain(byte[] code) {
    retained += code.length;
    requireMemory(held + retained);
  }

  /**
   * Counts heap beside code that stays in use.
   *
   * @throws BudgetExceeded when with that, and the code, the budget is exceeded
   */
  public synchronized void hold(long bytes) {
    held += bytes;
    requireMemory(held + retained);
  }

  /** Takes back what {@link #retain} has counted. */
  public synchronized void release(Collection<byte[]> code) {
    code.forEach(each -> retained -= each.length);
    notifyAll();
  }

  /** Bytes that {@link #retain} has counted. */
  public synchronized long retained() {
    return retained;
  }

  private void requireMemory(long needed) {
    if (needed > budget.memory()) {
      throw new BudgetExceeded(
          ("compiling takes too much memory: %d bytes for the code so far, the parsed modules and"
                  + " the functions at hand, and the compile budget is %d bytes; give CompileBudget.memory more, or"
                  + " run the component interpreted")
              .formatted(needed, budget.memory()));
    }
  }
}
