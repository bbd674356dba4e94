package dev.witloof.engine.internal.compile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tasks that are taken in order, and what became of them. */
final class TaskQueue<T> {
  private final CompileJob job;
  private final List<CompileTask<T>> tasks;
  private final Map<Integer, T> results = new TreeMap<>();
  private final Map<Integer, Throwable> failures = new TreeMap<>();
  private int next;
  private int running;
  private boolean closed;

  TaskQueue(CompileJob job, List<CompileTask<T>> tasks) {
    this.job = job;
    this.tasks = List.copyOf(tasks);
  }

  /** Runs the next task, whatever comes of it; whether there may be another. */
  boolean runNext() {
    int index = take();
    if (index < 0) {
      return false;
    }
    @Nullable T result = null;
    @Nullable Throwable failure = null;
    CompileTask<T> task = tasks.get(index);
    try {
      job.begin(task.memory());
      try {
        result = task.work().get();
      } finally {
        job.end(task.memory());
      }
    } catch (Throwable e) {
      // Whoever waits gets it, errors too: this thread can do nothing about them.
      failure = e;
    }
    return done(index, result, failure);
  }

  private synchronized int take() {
    if (closed || !failures.isEmpty() || next == tasks.size()) {
      return -1;
    }
    running++;
    return next++;
  }

  private synchronized boolean done(int index, @Nullable T result, @Nullable Throwable failure) {
    running--;
    if (failure != null) {
      failures.put(index, failure);
    } else if (result != null) {
      results.put(index, result);
    }
    notifyAll();
    return failures.isEmpty();
  }

  /**
   * Waits for the results.
   *
   * <p>After a failure, tasks before that one may still run; they are waited for, so that the same
   * failure is reported whatever the order in which threads run.
   */
  synchronized List<T> await() throws InterruptedException {
    while (running > 0 || failures.isEmpty() && next < tasks.size()) {
      long left = job.nanosLeft();
      if (left <= 0) {
        throw job.outOfTime();
      }
      wait(left / 1_000_000 + 1);
    }
    if (!failures.isEmpty()) {
      throw unchecked(failures.values().iterator().next());
    }
    return IntStream.range(0, tasks.size()).mapToObj(results::get).toList();
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    // Suppliers throw nothing else.
    return (RuntimeException) failure;
  }

  /** Lets no task begin. */
  synchronized void close() {
    closed = true;
  }
}
