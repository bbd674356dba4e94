package dev.witloof.runtime.internal;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.LimitHit;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck.Decision;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Decides what a limit hit means: worth another try, until the same call has hit a limit three
 * times in a row. Outlives component instances, because a hit ends the instance. Thread-safe.
 *
 * <p>What the same call is has two answers, and either will do. Three hits of {@code next} of a
 * table with none between that passed are in a row. So are three hits at the same position: a retry
 * that begins at the last cursor passes what comes before it each time, and gets no further.
 */
public final class LimitStrikes {
  static final int STRIKES = 3;

  /** Calls that are remembered; a guest names tables and cursors as it likes. */
  private static final int MOST_CALLS = 1_000;

  private final ConnectorIdentity connector;
  private final Map<String, Integer> inARow =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST_CALLS;
        }
      };

  public LimitStrikes(ConnectorIdentity connector) {
    this.connector = connector;
  }

  /** The call went through, so its strikes are forgotten. */
  synchronized void passed(GuestCall call) {
    if (!inARow.isEmpty()) {
      inARow.remove(call.identity());
      inARow.remove(atPosition(call));
    }
  }

  /**
   * Counts a hit and makes the exception for it.
   *
   * @param host hears of the decision
   */
  ConnectorException hit(GuestCall call, LimitExceeded exceeded, InstanceHost host) {
    ConnectorListener events = host.events();
    String subject = call.subject(host.redactor());
    if (exceeded.limit() == Limit.CANCELLED) {
      events.on(struck(call, "cancelled", exceeded, Decision.CANCELLED));
      return new ConnectorException.Transient(subject + " was cancelled", exceeded);
    }
    String name = settingOf(exceeded.limit(), call);
    LimitHit limit =
        new LimitHit(name, exceeded.budget(), exceeded.used(), exceeded.limit().unit());
    String what =
        "%s hit its %s limit: used %d of %d %s"
            .formatted(subject, name, limit.used(), limit.budget(), limit.unit());
    if (count(call) < STRIKES) {
      events.on(struck(call, name, exceeded, Decision.TRANSIENT));
      return new ConnectorException.Transient(what, exceeded, limit);
    }
    events.on(struck(call, name, exceeded, Decision.PERMANENT));
    return new ConnectorException.Permanent(
        "resource-exhausted: " + what + ", " + STRIKES + " times in a row", exceeded, limit);
  }

  private synchronized int count(GuestCall call) {
    int hits = inARow.merge(call.identity(), 1, Integer::sum);
    return call.position().isEmpty()
        ? hits
        : Math.max(hits, inARow.merge(atPosition(call), 1, Integer::sum));
  }

  private static String atPosition(GuestCall call) {
    return call.identity() + call.position().map(position -> "\n" + position).orElse("");
  }

  /** The limit by the name of its setting. */
  private static String settingOf(Limit limit, GuestCall call) {
    return limit == Limit.DEADLINE
        ? call.deadlineSetting()
        : limit.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private LimitStruck struck(
      GuestCall call, String limit, LimitExceeded exceeded, Decision decision) {
    return new LimitStruck(
        connector,
        call.function(),
        call.table(),
        limit,
        exceeded.budget(),
        exceeded.used(),
        decision);
  }
}
