package dev.witloof.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMinutes(1));

  private static long highest(int failures) {
    Random random = new Random(7);
    long highest = 0;
    for (int i = 0; i < 10_000; i++) {
      highest = Math.max(highest, POLICY.backoff(failures, random).toMillis());
    }
    return highest;
  }

  @Test
  void theCeilingDoublesUpToTheMaximum() {
    assertEquals(100, highest(1));
    assertEquals(200, highest(2));
    assertEquals(400, highest(3));
    assertTrue(highest(6) > 1900 && highest(6) <= 2000);
    assertTrue(highest(100) > 1900 && highest(100) <= 2000);
  }

  @Test
  void refusesNonsense() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO));
  }
}
