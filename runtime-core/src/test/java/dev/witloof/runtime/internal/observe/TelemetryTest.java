package dev.witloof.runtime.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.PoolMetrics;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.CallEnded;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.HttpEnded;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck.Decision;
import dev.witloof.runtime.event.ConnectorEvent.LogDropped;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.secret.Redactor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TelemetryTest {
  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private static final ConnectorIdentity QUAKES =
      new ConnectorIdentity("quakes", Optional.of("1.2.3"), "a".repeat(64));
  private static final CallUsage USAGE = new CallUsage(77, Duration.ofMillis(1_500), 65_536);

  private final List<ConnectorEvent> heard = new ArrayList<>();
  private Observation observation;

  @BeforeEach
  void observe() {
    observation = new Observation(List.of(heard::add), OTEL.getOpenTelemetry());
  }

  private ObservedCall begin(String function, Optional<String> table) {
    return observation.calls(QUAKES).begin(function, table, Redactor.of(Map.of("TOKEN", "s3cret")));
  }

  @Test
  void aCallIsASpanWithWhatItUsed() {
    begin("[method]read-handle.next", Optional.of("s3cret-table"))
        .ended(Outcome.OK, USAGE, 1_000, 64_000, Optional.empty());

    SpanData span = OTEL.getSpans().get(0);
    assertEquals("next quakes", span.getName());
    assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode());
    assertEquals(
        Attributes.builder()
            .put("witloof.connector.name", "quakes")
            .put("witloof.connector.version", "1.2.3")
            .put("witloof.connector.sha256", "a".repeat(64))
            .put("witloof.function", "[method]read-handle.next")
            .put("witloof.table", "[redacted TOKEN]-table")
            .put("witloof.outcome", "ok")
            .put("witloof.rows", 1_000)
            .put("witloof.bytes", 64_000)
            .put("witloof.fuel", 77)
            .put("witloof.memory.peak", 65_536)
            .build(),
        Attributes.builder().putAll(span.getAttributes()).build());
    assertEquals(
        List.of(
            new CallEnded(
                QUAKES,
                "[method]read-handle.next",
                Optional.of("[redacted TOKEN]-table"),
                USAGE,
                1_000,
                64_000,
                Outcome.OK)),
        heard);
  }

  @Test
  void aFailedCallSaysWhy() {
    begin("discover", Optional.empty())
        .ended(
            Outcome.TRAP,
            USAGE,
            0,
            0,
            Optional.of(new IllegalStateException("the connector trapped")));
    SpanData span = OTEL.getSpans().get(0);
    assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
    assertEquals("the connector trapped", span.getStatus().getDescription());
    assertEquals("trap", span.getAttributes().get(AttributeKey.stringKey("error.type")));
  }

  @Test
  void decisionsAreEventsOfTheSpanOfTheCall() {
    ObservedCall call = begin("discover", Optional.empty());
    observation
        .events()
        .on(
            new LimitStruck(
                QUAKES, "discover", Optional.empty(), "fuel", 10, 11, Decision.PERMANENT));
    observation
        .events()
        .on(
            new EgressDecided(
                QUAKES, "GET", "https", "evil.example", 443, Optional.empty(), Optional.of("no")));
    observation.events().on(new LogDropped(QUAKES, 5));
    call.ended(Outcome.LIMIT, USAGE, 0, 0, Optional.empty());

    List<EventData> events = OTEL.getSpans().get(0).getEvents();
    assertEquals(
        List.of("witloof.limit", "witloof.egress", "witloof.log.dropped"),
        events.stream().map(EventData::getName).toList());
    Attributes limit = events.get(0).getAttributes();
    assertEquals("fuel", limit.get(AttributeKey.stringKey("witloof.limit")));
    assertEquals(10, limit.get(AttributeKey.longKey("witloof.limit.budget")));
    assertEquals(11, limit.get(AttributeKey.longKey("witloof.limit.used")));
    assertEquals("permanent", limit.get(AttributeKey.stringKey("witloof.limit.decision")));
    Attributes egress = events.get(1).getAttributes();
    assertEquals("evil.example", egress.get(AttributeKey.stringKey("server.address")));
    assertEquals("no", egress.get(AttributeKey.stringKey("witloof.egress.refusal")));
  }

  /** Whoever traces calls of sources in a way of their own still sees the decisions. */
  @Test
  void decisionsAreEventsOfTheCallersSpanWhenCallsHaveNone() {
    Observation untraced = new Observation(List.of(), OpenTelemetry.noop());
    Span span = OTEL.getOpenTelemetry().getTracer("caller").spanBuilder("mine").startSpan();
    try (Scope scope = span.makeCurrent()) {
      assertSame(Span.current(), span);
      untraced.events().on(new LogDropped(QUAKES, 5));
      assertTrue(scope != null);
    }
    span.end();
    assertEquals(1, OTEL.getSpans().get(0).getEvents().size());
  }

  @Test
  void callsAreCounted() {
    for (int i = 0; i < 3; i++) {
      begin("discover", Optional.empty()).ended(Outcome.OK, USAGE, 10, 20, Optional.empty());
    }
    assertEquals(3, sum("witloof.connector.calls"));
    assertEquals(30, sum("witloof.connector.rows"));
    assertEquals(60, sum("witloof.connector.bytes"));
    assertEquals(231, sum("witloof.connector.fuel"));
    assertEquals(
        4.5,
        metric("witloof.connector.call.duration").getHistogramData().getPoints().stream()
            .mapToDouble(point -> point.getSum())
            .sum());
  }

  @Test
  void requestsAreCountedByHostAndStatusOfWhichThereAreOnlySoMany() {
    for (int i = 0; i < 300; i++) {
      observation.events().on(http("host" + i + ".example", OptionalInt.of(200)));
    }
    observation.events().on(http("host0.example", OptionalInt.empty()));

    var points = metric("http.client.request.duration").getHistogramData().getPoints();
    Map<String, Long> byHost =
        points.stream()
            .collect(
                Collectors.groupingBy(
                    point -> point.getAttributes().get(AttributeKey.stringKey("server.address")),
                    Collectors.summingLong(point -> point.getCount())));
    assertEquals(101, byHost.size());
    assertEquals(200, byHost.get("_OTHER"));
    assertEquals(2, byHost.get("host0.example"));
    assertTrue(
        points.stream()
            .anyMatch(
                point ->
                    "connection-refused"
                        .equals(point.getAttributes().get(AttributeKey.stringKey("error.type")))));
  }

  private static HttpEnded http(String host, OptionalInt status) {
    return new HttpEnded(
        QUAKES,
        "GET",
        host,
        status,
        status.isPresent() ? Optional.empty() : Optional.of("connection-refused"),
        Duration.ofMillis(5));
  }

  @Test
  void poolsAreWatchedUntilTheirConnectorCloses() throws Exception {
    PoolMetrics pool =
        new PoolMetrics(9, 2, 3, 1, 4, 5, 6, Duration.ofSeconds(1), Duration.ofSeconds(1));
    AutoCloseable watch = observation.watch(QUAKES, () -> pool);
    assertEquals(5, sum("witloof.connector.pool.instances"));
    assertEquals(1, sum("witloof.connector.pool.waiting"));
    assertEquals(9, sum("witloof.connector.pool.created"));
    assertEquals(5, sum("witloof.connector.pool.timeouts"));
    watch.close();
    assertTrue(OTEL.getMetrics().stream().noneMatch(m -> m.getName().contains(".pool.")));
  }

  @Test
  void withoutAnSdkAndListenersNothingIsObserved() {
    assertFalse(Observation.none().calls(QUAKES).hears());
    assertTrue(observation.calls(QUAKES).hears());
  }

  private static MetricData metric(String name) {
    return OTEL.getMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long sum(String name) {
    return metric(name).getLongSumData().getPoints().stream()
        .mapToLong(LongPointData::getValue)
        .sum();
  }
}
