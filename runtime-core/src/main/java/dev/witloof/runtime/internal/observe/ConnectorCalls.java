package dev.witloof.runtime.internal.observe;

import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.internal.observe.jfr.FlightRecorder;
import dev.witloof.runtime.secret.Redactor;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of the calls of one connector whoever hears of calls. Shared by threads. */
final class ConnectorCalls implements CallObserver {
  /** More of a table's name is not told. */
  private static final int LONGEST_TABLE = 1_001;

  private final ConnectorIdentity connector;
  private final ConnectorListener events;
  private final boolean hearsCalls;
  private final Optional<Tracer> tracer;

  /** By function of the contract, of which there are a few: made once, as calls are many. */
  private final Map<String, Opening> openings = new ConcurrentHashMap<>();

  /** What every span of a function begins with. */
  private record Opening(String name, Attributes attributes) {}

  /**
   * @param hearsCalls whether somebody hears of calls although no flight recording wants them
   */
  ConnectorCalls(
      ConnectorIdentity connector,
      ConnectorListener events,
      boolean hearsCalls,
      Optional<Tracer> tracer) {
    this.connector = connector;
    this.events = events;
    this.hearsCalls = hearsCalls;
    this.tracer = tracer;
  }

  @Override
  public boolean hears() {
    return hearsCalls || FlightRecorder.recordsCalls();
  }

  @Override
  public ObservedCall begin(String function, Optional<String> table, Redactor redactor) {
    return new HeardCall(
        connector,
        events,
        function,
        table.map(name -> GuestText.message(redactor.redactStart(name, LONGEST_TABLE))),
        tracer.map(t -> span(t, function)));
  }

  private Span span(Tracer to, String function) {
    Opening opening = openings.computeIfAbsent(function, this::opening);
    return to.spanBuilder(opening.name()).setAllAttributes(opening.attributes()).startSpan();
  }

  private Opening opening(String function) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(Names.CONNECTOR, connector.name())
            .put(Names.HASH, connector.sha256())
            .put(Names.FUNCTION, function);
    connector.version().ifPresent(version -> attributes.put(Names.VERSION, version));
    return new Opening(
        function.substring(function.lastIndexOf('.') + 1) + " " + connector.name(),
        attributes.build());
  }
}
