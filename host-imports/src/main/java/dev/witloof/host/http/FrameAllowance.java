package dev.witloof.host.http;

import java.util.function.LongSupplier;

/**
 * How many frames that carry nothing of a body a connection of HTTP/2 may receive: some at once,
 * then some each second, and some for each frame that carries part of a body, as windows are opened
 * and times measured by those. Used by one thread.
 */
final class FrameAllowance {
  /** Frames at once. */
  static final int MOST = 1_000;

  static final int PER_SECOND = 100;

  /** For a part of a body that came or went. */
  static final int PER_PART = 4;

  private static final long NANOS_FOR_ONE = 1_000_000_000 / PER_SECOND;

  private final LongSupplier clock;
  private long since;
  private int left = MOST;

  /**
   * @param clock nanoseconds that go on, as those of {@link System#nanoTime}
   */
  FrameAllowance(LongSupplier clock) {
    this.clock = clock;
    this.since = clock.getAsLong();
  }

  /** A frame with part of a body came or went. */
  void earn() {
    left = Math.min(MOST, left + PER_PART);
  }

  /** Whether there may be one more frame. */
  boolean take() {
    long earned = (clock.getAsLong() - since) / NANOS_FOR_ONE;
    since += earned * NANOS_FOR_ONE;
    left = (int) Math.min(MOST, left + earned);
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
