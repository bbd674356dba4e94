package dev.witloof.pipeline;

import dev.witloof.connector.ConnectorException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Counts failures in a row at the same position and says how long to wait, or gives up. */
final class Failures {
  private final RetryPolicy policy;
  private int inARow;

  Failures(RetryPolicy policy) {
    this.policy = policy;
  }

  /** There was progress: the next failure is the first again. */
  void reset() {
    inARow = 0;
  }

  int count() {
    return inARow;
  }

  /** The delay before the next attempt; throws the failure when there shall be none. */
  Duration next(ConnectorException failure, RandomGenerator random) {
    inARow++;
    if (inARow >= policy.attempts()) {
      throw failure;
    }
    if (failure instanceof ConnectorException.RateLimited limited) {
      if (limited.retryAfter().compareTo(policy.maxRateLimitDelay()) > 0) {
        throw failure;
      }
      return limited.retryAfter();
    }
    return policy.backoff(inARow, random);
  }
}
