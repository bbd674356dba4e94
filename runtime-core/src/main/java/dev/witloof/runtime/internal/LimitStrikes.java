package dev.witloof.runtime.internal;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.LimitHit;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides what a limit hit means: worth another try, until the same call has hit a limit three
 * times in a row. Outlives component instances, because a hit ends the instance. Thread-safe.
 */
public final class LimitStrikes {
  static final int STRIKES = 3;

  private final String connector;
  private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

  public LimitStrikes(String connector) {
    this.connector = connector;
  }

  /** The call went through, so its strikes are forgotten. */
  void passed(GuestCall call) {
    inARow.remove(call.subject());
  }

  /** Counts a hit, records it as a span event and makes the exception for it. */
  ConnectorException hit(GuestCall call, LimitExceeded exceeded) {
    if (exceeded.limit() == Limit.CANCELLED) {
      record(call, exceeded, "cancelled");
      return new ConnectorException.Transient(call.subject() + " was cancelled", exceeded);
    }
    String name = settingOf(exceeded.limit(), call);
    LimitHit limit =
        new LimitHit(name, exceeded.budget(), exceeded.used(), exceeded.limit().unit());
    String what =
        "%s hit its %s limit: used %d of %d %s"
            .formatted(call.subject(), name, limit.used(), limit.budget(), limit.unit());
    if (inARow.merge(call.subject(), 1, Integer::sum) < STRIKES) {
      record(call, exceeded, "transient");
      return new ConnectorException.Transient(what, exceeded, limit);
    }
    record(call, exceeded, "permanent");
    return new ConnectorException.Permanent(
        "resource-exhausted: " + what + ", " + STRIKES + " times in a row", exceeded, limit);
  }

  /** The limit by the name of its setting. */
  private static String settingOf(Limit limit, GuestCall call) {
    return limit == Limit.DEADLINE
        ? call.deadlineSetting()
        : limit.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void record(GuestCall call, LimitExceeded exceeded, String decision) {
    Span.current()
        .addEvent(
            "witloof.limit",
            Attributes.builder()
                .put(AttributeKey.stringKey("witloof.connector"), connector)
                .put(AttributeKey.stringKey("witloof.call"), call.subject())
                .put(AttributeKey.stringKey("witloof.limit"), exceeded.limit().name())
                .put(AttributeKey.longKey("witloof.limit.budget"), exceeded.budget())
                .put(AttributeKey.longKey("witloof.limit.used"), exceeded.used())
                .put(AttributeKey.stringKey("witloof.limit.decision"), decision)
                .build());
  }
}
