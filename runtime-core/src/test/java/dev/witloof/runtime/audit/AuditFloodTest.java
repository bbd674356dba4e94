package dev.witloof.runtime.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.runtime.audit.AuditEntry.Repetition;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.internal.observe.EventDispatcher;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AuditFloodTest {
  private static final ConnectorIdentity ONE =
      new ConnectorIdentity("one", Optional.empty(), "a".repeat(64));
  private static final ConnectorIdentity OTHER =
      new ConnectorIdentity("other", Optional.empty(), "b".repeat(64));
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");

  private final List<AuditEntry> entries = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private long nanos;
  private boolean full;

  private AuditTrail trail(boolean strict) {
    return new AuditTrail(
        entry -> {
          if (full) {
            throw new IOException("No space left on device");
          }
          entries.add(entry);
        },
        strict,
        new Clock() {
          @Override
          public Instant instant() {
            return START.plusNanos(nanos);
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        },
        () -> nanos,
        (delay, task) -> later.add(task));
  }

  private static EgressDecided refused(ConnectorIdentity by, String host) {
    return new EgressDecided(
        by, "GET", "https", host, 443, Optional.empty(), Optional.of("not granted"));
  }

  private static EgressDecided letOut(String host) {
    return new EgressDecided(
        ONE, "GET", "https", host, 443, Optional.of("192.0.2.1"), Optional.empty());
  }

  private static EgressDecided letOutBy(String method) {
    return new EgressDecided(
        ONE, method, "https", "api.example", 443, Optional.of("192.0.2.1"), Optional.empty());
  }

  private void aSecondPasses() {
    nanos += EgressFlood.WINDOW_NANOS;
    List<Runnable> due = List.copyOf(later);
    later.clear();
    due.forEach(Runnable::run);
  }

  /** How many events all entries stand for. */
  private long told() {
    return entries.stream()
        .mapToLong(entry -> entry.repetition().map(Repetition::times).orElse(1L))
        .sum();
  }

  @Test
  void theSameRefusalIsWrittenSoOftenAndThenCounted() {
    AuditTrail trail = trail(false);
    for (int i = 0; i < 100_000; i++) {
      trail.on(refused(ONE, "evil.example"));
    }
    assertEquals(EgressFlood.EACH, entries.size());
    aSecondPasses();
    assertEquals(EgressFlood.EACH + 1, entries.size());
    AuditEntry last = entries.get(EgressFlood.EACH);
    assertEquals(refused(ONE, "evil.example"), last.event());
    assertEquals(
        Optional.of(new Repetition(100_000 - EgressFlood.EACH, START, true)), last.repetition());
    assertEquals(EgressFlood.EACH + 1, last.sequence());
    assertEquals(List.of(), later, "nothing is waited for any more");
  }

  @Test
  void everyKindIsToldAndTheRestIsCounted() {
    AuditTrail trail = trail(false);
    for (int i = 0; i < 10_000; i++) {
      trail.on(refused(ONE, "h" + i % 1_000 + ".example"));
    }
    aSecondPasses();
    assertEquals(10_000, told());
    assertEquals(EgressFlood.EACH + EgressFlood.KINDS + 1, entries.size());
    assertEquals(
        1,
        entries.stream()
            .flatMap(entry -> entry.repetition().stream())
            .filter(repetition -> !repetition.alike())
            .count());
  }

  @Test
  void oneConnectorsFloodHidesNothingOfAnother() {
    AuditTrail trail = trail(false);
    for (int i = 0; i < 1_000; i++) {
      trail.on(refused(ONE, "h" + i + ".example"));
    }
    trail.on(refused(OTHER, "evil.example"));
    trail.on(new SecretUsed(ONE, "env", "TOKEN"));
    assertEquals(EgressFlood.EACH + 2, entries.size());
  }

  @Test
  void theNextSecondBeginsAnewWithoutATimer() {
    AuditTrail trail = trail(false);
    for (int second = 0; second < 3; second++) {
      for (int i = 0; i < 100; i++) {
        trail.on(refused(ONE, "evil.example"));
      }
      nanos += EgressFlood.WINDOW_NANOS;
    }
    trail.flush();
    assertEquals(300, told());
    assertEquals(3 * (EgressFlood.EACH + 1), entries.size());
  }

  @Test
  void sameRequestsThatAreLetOutAreCountedAndOthersNot() {
    AuditTrail trail = trail(false);
    for (int i = 0; i < 500; i++) {
      trail.on(letOut("api.example"));
      trail.on(letOut("h" + i + ".example"));
    }
    trail.flush();
    assertEquals(1_000, told());
    assertEquals(500 + EgressFlood.EACH + 1, entries.size());
  }

  @Test
  void howManyHostsThereAreDoesNotFillTheTrail() {
    AuditTrail trail = trail(false);
    for (int i = 0; i < 100_000; i++) {
      trail.on(letOut("h" + i % 5_000 + ".example"));
    }
    trail.flush();
    assertEquals(100_000, told());
    assertEquals(2 * EgressFlood.MOST_LET_OUT + 1, entries.size());
    AuditEntry rest = entries.get(entries.size() - 1);
    assertEquals(letOut("h4999.example"), rest.event());
    assertEquals(
        Optional.of(new Repetition(20 * (5_000 - EgressFlood.MOST_LET_OUT), START, false)),
        rest.repetition());
  }

  @Test
  void methodsThatTheGuestInventsAreOneKind() {
    AuditTrail trail = trail(false);
    for (int i = 0; i < 10_000; i++) {
      trail.on(letOutBy("M" + i));
      trail.on(letOutBy("PATCH"));
    }
    trail.flush();
    assertEquals(20_000, told());
    assertEquals(2 * (EgressFlood.EACH + 1), entries.size());
    assertEquals(
        List.of(
            new Repetition(10_000 - EgressFlood.EACH, START, false),
            new Repetition(10_000 - EgressFlood.EACH, START, true)),
        entries.stream().flatMap(entry -> entry.repetition().stream()).toList());
  }

  @Test
  void aStrictTrailHasEachRequestThatIsLetOut() {
    AuditTrail trail = trail(true);
    for (int i = 0; i < 500; i++) {
      trail.on(letOut("api.example"));
    }
    assertEquals(500, entries.size());
    for (int i = 0; i < 500; i++) {
      trail.on(refused(ONE, "evil.example"));
    }
    assertEquals(500 + EgressFlood.EACH, entries.size());
    full = true;
    assertThrows(AuditUnavailable.class, () -> trail.on(letOut("api.example")));
  }

  @Test
  void whatWasCountedAndCannotBeKeptIsLostAndLeavesAGap() {
    AuditTrail trail = trail(true);
    for (int i = 0; i < 100; i++) {
      trail.on(refused(ONE, "evil.example"));
    }
    full = true;
    aSecondPasses();
    assertEquals(1, trail.lost());
    full = false;
    trail.on(refused(ONE, "evil.example"));
    assertEquals(EgressFlood.EACH + 2, entries.get(entries.size() - 1).sequence());
  }

  /** A guest may choose how much stack is left: without it nothing may happen unwritten. */
  @Test
  void atTheEndOfTheStackTheCallEnds() {
    AuditTrail atTheEnd =
        new AuditTrail(
            entries::add,
            false,
            Clock.systemUTC(),
            () -> {
              throw new StackOverflowError();
            },
            (delay, task) -> later.add(task));
    EventDispatcher dispatcher = new EventDispatcher(List.of(atTheEnd));
    assertThrows(StackOverflowError.class, () -> dispatcher.on(letOut("api.example")));
    assertEquals(List.of(), entries);
  }

  @Test
  void theTimersThreadKeepsWhatNobodyFlushes() throws InterruptedException {
    List<AuditEntry> kept = new ArrayList<>();
    CountDownLatch counted = new CountDownLatch(1);
    AuditTrail trail =
        AuditTrail.to(
            entry -> {
              kept.add(entry);
              if (entry.repetition().isPresent()) {
                counted.countDown();
              }
            });
    for (int i = 0; i < EgressFlood.EACH + 1; i++) {
      trail.on(refused(ONE, "evil.example"));
    }
    assertTrue(counted.await(60, TimeUnit.SECONDS));
    synchronized (trail) {
      assertFalse(kept.isEmpty());
      assertEquals(
          EgressFlood.EACH + 1,
          kept.stream().mapToLong(e -> e.repetition().map(Repetition::times).orElse(1L)).sum());
    }
  }
}
