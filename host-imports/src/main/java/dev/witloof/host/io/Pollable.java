package dev.witloof.host.io;

/** Something a guest can wait for. */
public interface Pollable {
  /** Whether the wait is over. */
  boolean ready();

  /**
   * Nanoseconds until {@link #ready()} becomes true by the clock alone; Long.MAX_VALUE when only an
   * event signalled through {@link Wakeup} makes it so.
   */
  default long nanosUntilReady() {
    return Long.MAX_VALUE;
  }

  /** One that is always ready. */
  static Pollable always() {
    return () -> true;
  }
}
