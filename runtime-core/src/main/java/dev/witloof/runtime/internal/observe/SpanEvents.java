package dev.witloof.runtime.internal.observe;

import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.CallEnded;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.LogDropped;
import dev.witloof.runtime.event.ConnectorListener;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;

/**
 * Decisions, as events of the span that is current on the thread: that of the call, or the caller's
 * own where calls have none.
 */
final class SpanEvents implements ConnectorListener {
  @Override
  public void on(ConnectorEvent event) {
    if (event instanceof CallEnded) {
      return; // The most frequent of all, and a span of its own.
    }
    Span span = Span.current();
    if (!span.isRecording()) {
      return;
    }
    AttributesBuilder attributes =
        Attributes.builder().put(Names.CONNECTOR, event.connector().name());
    if (event instanceof LimitStruck struck) {
      span.addEvent("witloof.limit", limit(attributes, struck).build());
    } else if (event instanceof EgressDecided decided) {
      span.addEvent("witloof.egress", egress(attributes, decided).build());
    } else if (event instanceof LogDropped dropped) {
      span.addEvent(
          "witloof.log.dropped", attributes.put(Names.LOG_DROPPED, dropped.bytes()).build());
    }
  }

  private static AttributesBuilder limit(AttributesBuilder attributes, LimitStruck struck) {
    struck.table().ifPresent(table -> attributes.put(Names.TABLE, table));
    return attributes
        .put(Names.FUNCTION, struck.function())
        .put(Names.LIMIT, struck.limit())
        .put(Names.LIMIT_BUDGET, struck.budget())
        .put(Names.LIMIT_USED, struck.used())
        .put(Names.LIMIT_DECISION, struck.decision().name().toLowerCase(Locale.ROOT));
  }

  private static AttributesBuilder egress(AttributesBuilder attributes, EgressDecided decided) {
    decided.refusal().ifPresent(why -> attributes.put(Names.REFUSAL, why));
    return attributes
        .put(Names.METHOD, decided.method())
        .put(Names.SCHEME, decided.scheme())
        .put(Names.HOST, decided.host())
        .put(Names.PORT, (long) decided.port());
  }
}
