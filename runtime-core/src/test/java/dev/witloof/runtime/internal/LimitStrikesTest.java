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
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck.Decision;
import dev.witloof.runtime.secret.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitStrikesTest {
  private static final LimitExceeded FUEL = new LimitExceeded(Limit.FUEL, 1_000, 1_003);
  private final List<ConnectorEvent> events = new ArrayList<>();
  private final InstanceHost host = new InstanceHost(List.of(), events::add, Redactor.none());
  private final LimitStrikes strikes = new LimitStrikes(TestHosts.FAKE);

  @Test
  void aHitIsTransientAndSaysWhichLimit() {
    ConnectorException hit = strikes.hit(next("a"), FUEL, host);

    assertInstanceOf(ConnectorException.Transient.class, hit);
    assertEquals(Optional.of(new LimitHit("fuel", 1_000, 1_003, "units")), hit.limit());
    assertEquals(
        "next() of table 'a' hit its fuel limit: used 1003 of 1000 units", hit.getMessage());
  }

  @Test
  void theThirdInARowOnTheSameCallIsPermanent() {
    assertInstanceOf(ConnectorException.Transient.class, strikes.hit(next("a"), FUEL, host));
    assertInstanceOf(ConnectorException.Transient.class, strikes.hit(next("a"), FUEL, host));

    ConnectorException third = strikes.hit(next("a"), FUEL, host);

    assertInstanceOf(ConnectorException.Permanent.class, third);
    assertTrue(third.getMessage().startsWith("resource-exhausted"), third.getMessage());
    assertTrue(third.limit().isPresent());
  }

  @Test
  void everyDecisionIsTold() {
    strikes.hit(next("a"), FUEL, host);
    strikes.hit(next("a"), FUEL, host);
    strikes.hit(next("a"), FUEL, host);
    strikes.hit(next("a"), new LimitExceeded(Limit.CANCELLED, 0, 12), host);

    assertEquals(
        List.of(Decision.TRANSIENT, Decision.TRANSIENT, Decision.PERMANENT, Decision.CANCELLED),
        events.stream().map(event -> ((LimitStruck) event).decision()).toList());
    assertEquals(
        new LimitStruck(
            TestHosts.FAKE,
            "[method]read-handle.next",
            Optional.of("a"),
            "fuel",
            1_000,
            1_003,
            Decision.PERMANENT),
        events.get(2));
  }

  /** Each attempt reads on from the last cursor, and comes no further than the one before. */
  @Test
  void whatPassesBeforeTheSamePositionDoesNotForgetIt() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      strikes.passed(nextAt("start+0"));
      ConnectorException hit = strikes.hit(nextAt("start+1"), FUEL, host);
      assertEquals(attempt == 3, hit instanceof ConnectorException.Permanent, "attempt " + attempt);
    }
  }

  @Test
  void gettingPastAPositionForgetsIt() {
    strikes.hit(nextAt("start+1"), FUEL, host);
    strikes.passed(nextAt("start+0"));
    strikes.hit(nextAt("start+1"), FUEL, host);
    strikes.passed(nextAt("start+1"));
    assertInstanceOf(
        ConnectorException.Transient.class, strikes.hit(nextAt("start+1"), FUEL, host));
  }

  @Test
  void cancellingForgetsNoHit() {
    strikes.hit(next("a"), FUEL, host);
    strikes.hit(next("a"), FUEL, host);
    strikes.hit(next("a"), new LimitExceeded(Limit.CANCELLED, 0, 12), host);
    assertInstanceOf(ConnectorException.Permanent.class, strikes.hit(next("a"), FUEL, host));
  }

  @Test
  void ofManyCallsTheOldestAreForgotten() {
    strikes.hit(next("a"), FUEL, host);
    strikes.hit(next("a"), FUEL, host);
    for (int i = 0; i < 5_000; i++) {
      strikes.hit(next("table" + i), FUEL, host);
    }
    assertInstanceOf(ConnectorException.Transient.class, strikes.hit(next("a"), FUEL, host));
  }

  @Test
  void anotherCallIsCountedByItself() {
    strikes.hit(next("a"), FUEL, host);
    strikes.hit(next("a"), FUEL, host);
    assertInstanceOf(ConnectorException.Transient.class, strikes.hit(next("b"), FUEL, host));
  }

  @Test
  void aCallThatPassesStartsTheCountAnew() {
    strikes.hit(next("a"), FUEL, host);
    strikes.hit(next("a"), FUEL, host);
    strikes.passed(next("a"));
    assertInstanceOf(ConnectorException.Transient.class, strikes.hit(next("a"), FUEL, host));
  }

  @Test
  void cancellingIsNoLimitHit() {
    LimitExceeded cancelled = new LimitExceeded(Limit.CANCELLED, 0, 12);
    for (int i = 0; i < 5; i++) {
      ConnectorException failure = strikes.hit(next("a"), cancelled, host);
      assertInstanceOf(ConnectorException.Transient.class, failure);
      assertFalse(failure.limit().isPresent());
    }
  }

  private static GuestCall nextAt(String position) {
    return new GuestCall(
        "[method]read-handle.next",
        Optional.of("a"),
        Budgets.next(ConnectorLimits.defaults()),
        Optional.of(position));
  }

  private static GuestCall next(String table) {
    return new GuestCall(
        "[method]read-handle.next", Optional.of(table), Budgets.next(ConnectorLimits.defaults()));
  }
}
