package dev.witloof.runtime.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Time that goes on when a test says so, and what is due then on the test's thread. */
final class ManualTimer implements PoolTimer {
  private static final long STEP = Duration.ofMillis(1).toNanos();

  private final List<Due> waiting = new ArrayList<>();
  private long now;

  private record Due(long at, FutureTask<?> task) {}

  @Override
  public synchronized long now() {
    return now;
  }

  @Override
  public synchronized Future<?> after(long nanos, Runnable task) {
    Due due = new Due(now + nanos, new FutureTask<>(task, null));
    waiting.add(due);
    return due.task();
  }

  /** Passes one millisecond after the other. */
  void pass(int millis) {
    for (int i = 0; i < millis; i++) {
      step().forEach(due -> due.task().run());
    }
  }

  private synchronized List<Due> step() {
    now += STEP;
    List<Due> due = waiting.stream().filter(each -> each.at() <= now).toList();
    waiting.removeAll(due);
    return due;
  }
}
