package dev.witloof.component;

/**
 * Cancels an instance that may still be in the making, when there is no {@link ComponentInstance}
 * yet to be cancelled. Thread-safe.
 */
public final class Cancellation {
  private boolean cancelled;
  private Runnable action = () -> {};

  /** Cancels, once and for all; what is begun afterwards is cancelled at its start. */
  public void cancel() {
    Runnable now;
    synchronized (this) {
      cancelled = true;
      now = action;
    }
    now.run();
  }

  /** Whether it was cancelled. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * What cancelling does from now on, in place of what it did before; done at once if it was
   * cancelled already. May be run more than once, by any thread.
   */
  public void onCancel(Runnable next) {
    boolean now;
    synchronized (this) {
      action = next;
      now = cancelled;
    }
    if (now) {
      next.run();
    }
  }
}
