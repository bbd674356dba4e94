package dev.witloof.runtime.internal.observe;

import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.HttpEnded;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.secret.Redactor;
import java.util.Optional;

/**
 * Takes secrets and control characters out of what host functions say of one instance, and bounds
 * it, in that order.
 */
public record RedactedEvents(ConnectorListener next, Redactor redactor)
    implements ConnectorListener {
  private static final int LONGEST = 1_001;

  @Override
  public void on(ConnectorEvent event) {
    next.on(redacted(event));
  }

  private ConnectorEvent redacted(ConnectorEvent event) {
    if (event instanceof EgressDecided e) {
      return new EgressDecided(
          e.connector(),
          safe(e.method()),
          safe(e.scheme()),
          safe(e.host()),
          e.port(),
          e.address(),
          safe(e.refusal()));
    } else if (event instanceof HttpEnded e) {
      return new HttpEnded(
          e.connector(),
          safe(e.method()),
          safe(e.host()),
          e.status(),
          safe(e.failure()),
          e.duration());
    } else if (event instanceof LimitStruck e) {
      return new LimitStruck(
          e.connector(),
          e.function(),
          safe(e.table()),
          e.limit(),
          e.budget(),
          e.used(),
          e.decision());
    }
    return event;
  }

  private Optional<String> safe(Optional<String> text) {
    return text.map(this::safe);
  }

  private String safe(String text) {
    return GuestText.message(redactor.redactStart(text, LONGEST));
  }
}
