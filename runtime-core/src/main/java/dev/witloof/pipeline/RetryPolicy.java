package dev.witloof.pipeline;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and after how long a transient failure is tried again: exponential backoff with full
 * jitter, that is a uniformly random part of a ceiling that doubles with each failure.
 *
 * @param attempts how often the same position is tried before the run gives up, the first try
 *     included; at least 1. A commit starts the count anew.
 * @param initialDelay ceiling of the first delay
 * @param maxDelay highest ceiling
 * @param maxRateLimitDelay the longest delay that a rate limit may ask for; one that asks for more
 *     ends the run
 */
public record RetryPolicy(
    int attempts, Duration initialDelay, Duration maxDelay, Duration maxRateLimitDelay) {
  /** Five attempts, 500 ms doubling up to 30 s; rate limits of up to 15 minutes. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(15));

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
    }
    if (initialDelay.isNegative() || maxDelay.compareTo(initialDelay) < 0) {
      throw new IllegalArgumentException(
          "delays must not be negative, nor the longest shorter than the first: "
              + initialDelay
              + ", "
              + maxDelay);
    }
  }

  /** The delay after the given number of failures in a row, counted from 1. */
  Duration backoff(int failures, RandomGenerator random) {
    // Beyond 2^30 every sensible maximum has been reached; the cap keeps the shift from
    // overflowing.
    long factor = 1L << Math.min(failures - 1, 30);
    long ceiling = maxDelay.toMillis();
    if (initialDelay.toMillis() <= ceiling / factor) {
      ceiling = initialDelay.toMillis() * factor;
    }
    return Duration.ofMillis(random.nextLong(ceiling + 1));
  }
}
