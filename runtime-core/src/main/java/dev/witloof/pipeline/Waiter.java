package dev.witloof.pipeline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Passes the time between two attempts; a seam, so that tests need not wait. */
interface Waiter {
  /** Waits for the time to be over or the latch to be down; true when it is down. */
  boolean await(Duration delay, CountDownLatch cancelled) throws InterruptedException;

  /** Waits for real. */
  static Waiter real() {
    return (delay, cancelled) -> cancelled.await(delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}
