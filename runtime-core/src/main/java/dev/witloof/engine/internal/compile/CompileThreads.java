package dev.witloof.engine.internal.compile;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/**
 * The threads that compile for an engine. There are as many as are needed at a time, daemons that
 * end with the tasks they were started for; of all that there are, no more than the engine's
 * parallelism run. Shared by threads.
 */
public final class CompileThreads {
  private final int parallelism;
  private final Semaphore running;

  public CompileThreads(int parallelism) {
    this.parallelism = parallelism;
    this.running = new Semaphore(parallelism);
  }

  /**
   * Does tasks, and waits until all are done, one has failed, or the job's time is up.
   *
   * @param priority of the threads
   * @return the results, in the order of the tasks
   * @throws BudgetExceeded when the job exceeds its budget
   * @throws CancellationException when the job is stopped or unwanted, or when this thread is
   *     interrupted, which it then still is
   * @throws RuntimeException what the first of the tasks, in their order, that failed has thrown;
   *     errors, too
   */
  public <T> List<T> run(CompileJob job, int priority, List<CompileTask<T>> tasks) {
    TaskQueue<T> queue = new TaskQueue<>(job, tasks);
    boolean done = false;
    try {
      // Within, as those that started must end when the system has no thread for another one.
      for (int i = 0; i < Math.min(parallelism, tasks.size()); i++) {
        Thread thread = new Thread(null, () -> work(queue), "witloof-compile-" + i);
        thread.setDaemon(true);
        thread.setPriority(priority);
        thread.start();
      }
      List<T> results = queue.await();
      done = true;
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("compiling was interrupted");
    } finally {
      if (!done) {
        queue.close();
        job.stop();
      }
    }
  }

  private void work(TaskQueue<?> queue) {
    boolean more = true;
    while (more) {
      running.acquireUninterruptibly();
      try {
        more = queue.runNext();
      } finally {
        running.release();
      }
    }
  }
}
