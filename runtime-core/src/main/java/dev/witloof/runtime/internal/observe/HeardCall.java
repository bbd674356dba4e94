package dev.witloof.runtime.internal.observe;

import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.event.ConnectorEvent.CallEnded;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.internal.observe.jfr.FlightRecorder;
import dev.witloof.runtime.internal.observe.jfr.RecordedCall;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;

/** A call with a span, an event and a flight record, as far as somebody wants them. */
final class HeardCall implements ObservedCall {
  private static final Logger LOG = System.getLogger("witloof.events");

  private final ConnectorIdentity connector;
  private final ConnectorListener events;
  private final String function;
  private final Optional<String> table;
  private final Optional<Span> span;
  private final Optional<Scope> scope;
  private final Optional<RecordedCall> recorded;

  HeardCall(
      ConnectorIdentity connector,
      ConnectorListener events,
      String function,
      Optional<String> table,
      Optional<Span> span) {
    this.connector = connector;
    this.events = events;
    this.function = function;
    this.table = table;
    this.span = span;
    this.scope = span.map(Span::makeCurrent);
    this.recorded = FlightRecorder.beginCall();
  }

  @Override
  public void ended(
      Outcome outcome,
      CallUsage usage,
      long rows,
      long bytes,
      Optional<? extends Throwable> failure) {
    CallEnded ended = new CallEnded(connector, function, table, usage, rows, bytes, outcome);
    measured(ended, failure);
    events.on(ended);
  }

  /** A tracer that fails must not make a failure of a call that went well. */
  private void measured(CallEnded ended, Optional<? extends Throwable> failure) {
    try {
      scope.ifPresent(Scope::close);
      recorded.ifPresent(call -> call.commit(ended));
      span.ifPresent(s -> finish(s, ended, failure));
    } catch (RuntimeException broken) {
      LOG.log(Level.ERROR, "a call of connector " + connector.name() + " was not traced", broken);
    }
  }

  private static void finish(Span span, CallEnded ended, Optional<? extends Throwable> failure) {
    String outcome = ended.outcome().name().toLowerCase(Locale.ROOT);
    ended.table().ifPresent(table -> span.setAttribute(Names.TABLE, table));
    span.setAttribute(Names.OUTCOME, outcome)
        .setAttribute(Names.ROWS, ended.rows())
        .setAttribute(Names.BYTES, ended.bytes())
        .setAttribute(Names.FUEL, ended.usage().fuel())
        .setAttribute(Names.PEAK_MEMORY, ended.usage().peakMemory());
    if (ended.outcome() != Outcome.OK) {
      span.setAttribute(Names.ERROR_TYPE, outcome);
      span.setStatus(
          StatusCode.ERROR, failure.map(Throwable::getMessage).orElse("the connector failed"));
    }
    span.end();
  }
}
