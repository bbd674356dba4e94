package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConnectorUsageTest {
  private final ConnectorUsage usage = new ConnectorUsage();

  @Test
  void placesInFlightAreCountedAndGivenBack() {
    assertTrue(usage.beginHttp(2));
    assertTrue(usage.beginHttp(2));
    assertFalse(usage.beginHttp(2));
    assertEquals(2, usage.httpInFlight());
    usage.endHttp();
    assertTrue(usage.beginHttp(2));
  }

  @Test
  void aPlaceThatWasNotTakenCannotBeGivenBack() {
    assertThrows(IllegalStateException.class, usage::endHttp);
  }

  @Test
  void aSecondHasSoManyBytesWhateverTheClockBeginsWith() {
    long start = Long.MAX_VALUE - 5;
    assertTrue(usage.admitLog(60, 100, start));
    assertFalse(usage.admitLog(60, 100, start + 10));
    assertTrue(usage.admitLog(40, 100, start + 20));
    assertTrue(usage.admitLog(100, 100, start + 1_000_000_000L));
  }
}
