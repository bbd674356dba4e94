package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameAllowanceTest {
  private long now = Long.MAX_VALUE - 5;
  private final FrameAllowance allowance = new FrameAllowance(() -> now);

  private int taken() {
    int taken = 0;
    while (allowance.take()) {
      taken++;
    }
    return taken;
  }

  @Test
  void thereAreSoManyAtOnce() {
    assertEquals(FrameAllowance.MOST, taken());
    assertFalse(allowance.take());
  }

  @Test
  void timeBringsSomeAndNoMoreThanThereMayBe() {
    taken();
    now += Duration.ofMillis(995).toNanos();
    assertEquals(99, taken());
    now += Duration.ofMillis(5).toNanos();
    assertEquals(1, taken(), "what is left of a step is not lost");
    now += Duration.ofHours(1).toNanos();
    assertEquals(FrameAllowance.MOST, taken());
  }

  @Test
  void partsOfBodiesBringSomeAndNoMoreThanThereMayBe() {
    allowance.earn();
    assertEquals(FrameAllowance.MOST, taken());
    allowance.earn();
    assertEquals(FrameAllowance.PER_PART, taken());
    assertTrue(FrameAllowance.PER_PART < FrameAllowance.MOST);
  }
}
