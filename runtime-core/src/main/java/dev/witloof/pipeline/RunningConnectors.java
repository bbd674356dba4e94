package dev.witloof.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** How the connectors that a run has open are cancelled, from another thread. */
final class RunningConnectors {
  private final List<Runnable> open = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  /**
   * Works with connectors that {@code cancel} cancels: at once, if the run was cancelled before.
   */
  <T> T during(Runnable cancel, Supplier<T> work) {
    open.add(cancel);
    try {
      if (cancelled) {
        cancel.run();
      }
      return work.get();
    } finally {
      open.remove(cancel);
    }
  }

  /** Cancels what is open, and what will be opened. */
  void cancel() {
    cancelled = true;
    open.forEach(Runnable::run);
  }

  boolean isCancelled() {
    return cancelled;
  }
}
