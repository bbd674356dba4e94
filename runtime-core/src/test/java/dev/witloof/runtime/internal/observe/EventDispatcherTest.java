package dev.witloof.runtime.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.runtime.audit.AuditTrail;
import dev.witloof.runtime.audit.AuditUnavailable;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.secret.Redactor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventDispatcherTest {
  private static final ConnectorIdentity QUAKES =
      new ConnectorIdentity("quakes", Optional.of("1.0.0"), "0".repeat(64));
  private static final ConnectorEvent EVENT = new SecretUsed(QUAKES, "env", "TOKEN");

  private final List<ConnectorEvent> heard = new ArrayList<>();

  @Test
  void aListenerThatThrowsKeepsNoOtherFromHearing() {
    ConnectorListener broken =
        event -> {
          throw new IllegalStateException("broken");
        };
    new EventDispatcher(List.of(broken, heard::add, broken, heard::add)).on(EVENT);
    assertEquals(List.of(EVENT, EVENT), heard);
  }

  @Test
  void anAuditTrailThatMustBeWrittenIsHeardOfAfterAllHaveHeard() {
    AuditTrail full =
        AuditTrail.strict(
            entry -> {
              throw new IOException("No space left on device");
            });
    EventDispatcher dispatcher = new EventDispatcher(List.of(full, heard::add));
    AuditUnavailable unavailable = assertThrows(AuditUnavailable.class, () -> dispatcher.on(EVENT));
    assertEquals(
        "the audit trail cannot be written, and nothing may happen that is not in it:"
            + " No space left on device",
        unavailable.getMessage());
    assertEquals(List.of(EVENT), heard);
  }

  @Test
  void whatAGuestOrAServerSaysIsRedactedAndCleaned() {
    RedactedEvents redacted =
        new RedactedEvents(heard::add, Redactor.of(Map.of("TOKEN", "s3cret")));
    redacted.on(
        new EgressDecided(
            QUAKES,
            "GET",
            "https",
            "s3cret.evil.example",
            443,
            Optional.empty(),
            Optional.of("'s3cret.evil.example' is\nnot granted")));
    assertEquals(
        new EgressDecided(
            QUAKES,
            "GET",
            "https",
            "[redacted TOKEN].evil.example",
            443,
            Optional.empty(),
            Optional.of("'[redacted TOKEN].evil.example' is⏎not granted")),
        heard.get(0));
  }
}
