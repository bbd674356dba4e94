package dev.witloof.runtime.internal.observe;

import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.internal.observe.jfr.FlightRecorder;
import dev.witloof.runtime.secret.Redactor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.util.Optional;

/** Observes the calls of one connector. Immutable; shared by threads. */
public final class CallObserver {
  /** More of a table's name is not told. */
  private static final int LONGEST_TABLE = 1_001;

  private final ConnectorIdentity connector;
  private final ConnectorListener events;
  private final boolean hearsCalls;
  private final Optional<Tracer> tracer;

  CallObserver(
      ConnectorIdentity connector,
      ConnectorListener events,
      boolean hearsCalls,
      Optional<Tracer> tracer) {
    this.connector = connector;
    this.events = events;
    this.hearsCalls = hearsCalls;
    this.tracer = tracer;
  }

  /**
   * A call begins on this thread, which ends it, too.
   *
   * @param function the WIT name
   * @param redactor takes the secrets that the guest has out of what is told
   */
  public ObservedCall begin(String function, Optional<String> table, Redactor redactor) {
    if (!hearsCalls && !FlightRecorder.recordsCalls()) {
      return ObservedCall.UNHEARD;
    }
    return new HeardCall(
        connector,
        events,
        function,
        table.map(name -> GuestText.message(redactor.redactStart(name, LONGEST_TABLE))),
        tracer.map(t -> span(t, function)));
  }

  private Span span(Tracer to, String function) {
    Span span =
        to.spanBuilder(function.substring(function.lastIndexOf('.') + 1) + " " + connector.name())
            .setAttribute(Names.CONNECTOR, connector.name())
            .setAttribute(Names.HASH, connector.sha256())
            .setAttribute(Names.FUNCTION, function)
            .startSpan();
    connector.version().ifPresent(version -> span.setAttribute(Names.VERSION, version));
    return span;
  }
}
