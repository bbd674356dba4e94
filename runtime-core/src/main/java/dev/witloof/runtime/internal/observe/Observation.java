package dev.witloof.runtime.internal.observe;

import dev.witloof.runtime.PoolMetrics;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.internal.observe.jfr.FlightRecorder;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who is told of what a runtime's connectors do. Without an OpenTelemetry SDK, without listeners
 * and without a flight recording, a call costs a look at whether there is one. Immutable; shared by
 * threads.
 */
public final class Observation {
  private final EventDispatcher events;
  private final boolean hearsCalls;
  private final Optional<Tracer> tracer;
  private final Optional<Metrics> metrics;

  /**
   * @param listeners the user's, the audit trail among them
   * @param telemetry nothing is measured or traced when it is the one that does nothing
   */
  public Observation(List<ConnectorListener> listeners, OpenTelemetry telemetry) {
    boolean on = telemetry != OpenTelemetry.noop();
    tracer = on ? Optional.of(telemetry.getTracer(Names.SCOPE)) : Optional.empty();
    metrics = on ? Optional.of(new Metrics(telemetry.getMeter(Names.SCOPE))) : Optional.empty();
    List<ConnectorListener> all = new ArrayList<>();
    all.add(new SpanEvents());
    metrics.ifPresent(all::add);
    FlightRecorder.listener().ifPresent(all::add);
    all.addAll(listeners);
    events = new EventDispatcher(all);
    hearsCalls = on || !listeners.isEmpty();
  }

  /** One that tells nobody. */
  public static Observation none() {
    return new Observation(List.of(), OpenTelemetry.noop());
  }

  /** Tells everybody. */
  public EventDispatcher events() {
    return events;
  }

  /** Observes the calls of a connector. */
  public CallObserver calls(ConnectorIdentity connector) {
    return new ConnectorCalls(connector, events, hearsCalls, tracer);
  }

  /** Measures a connector's pool until the result is closed. */
  public AutoCloseable watch(ConnectorIdentity connector, Supplier<PoolMetrics> pool) {
    return metrics.map(m -> m.watch(connector, pool)).orElse(() -> {});
  }
}
