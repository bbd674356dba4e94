package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.LimitHit;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.runtime.ConnectorLimits;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitStrikesTest {
  private static final LimitExceeded FUEL = new LimitExceeded(Limit.FUEL, 1_000, 1_003);
  private final LimitStrikes strikes = new LimitStrikes("c");

  @Test
  void aHitIsTransientAndSaysWhichLimit() {
    ConnectorException hit = strikes.hit(next("a"), FUEL);

    assertInstanceOf(ConnectorException.Transient.class, hit);
    assertEquals(Optional.of(new LimitHit("fuel", 1_000, 1_003, "units")), hit.limit());
    assertEquals(
        "next() of table 'a' hit its fuel limit: used 1003 of 1000 units", hit.getMessage());
  }

  @Test
  void theThirdInARowOnTheSameCallIsPermanent() {
    assertInstanceOf(ConnectorException.Transient.class, strikes.hit(next("a"), FUEL));
    assertInstanceOf(ConnectorException.Transient.class, strikes.hit(next("a"), FUEL));

    ConnectorException third = strikes.hit(next("a"), FUEL);

    assertInstanceOf(ConnectorException.Permanent.class, third);
    assertTrue(third.getMessage().startsWith("resource-exhausted"), third.getMessage());
    assertTrue(third.limit().isPresent());
  }

  @Test
  void anotherCallIsCountedByItself() {
    strikes.hit(next("a"), FUEL);
    strikes.hit(next("a"), FUEL);
    assertInstanceOf(ConnectorException.Transient.class, strikes.hit(next("b"), FUEL));
  }

  @Test
  void aCallThatPassesStartsTheCountAnew() {
    strikes.hit(next("a"), FUEL);
    strikes.hit(next("a"), FUEL);
    strikes.passed(next("a"));
    assertInstanceOf(ConnectorException.Transient.class, strikes.hit(next("a"), FUEL));
  }

  @Test
  void cancellingIsNoLimitHit() {
    LimitExceeded cancelled = new LimitExceeded(Limit.CANCELLED, 0, 12);
    for (int i = 0; i < 5; i++) {
      ConnectorException failure = strikes.hit(next("a"), cancelled);
      assertInstanceOf(ConnectorException.Transient.class, failure);
      assertFalse(failure.limit().isPresent());
    }
  }

  private static GuestCall next(String table) {
    return new GuestCall(
        "[method]read-handle.next", Optional.of(table), Budgets.next(ConnectorLimits.defaults()));
  }
}
