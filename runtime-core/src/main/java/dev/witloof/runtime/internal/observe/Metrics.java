package dev.witloof.runtime.internal.observe;

import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.PoolMetrics;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.CallEnded;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.HttpEnded;
import dev.witloof.runtime.event.ConnectorEvent.LogDropped;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The metrics of all connectors of a runtime. No table is an attribute: a guest names those. */
final class Metrics implements ConnectorListener {
  private static final double NANOS = 1e9;
  private static final int MOST_HOSTS = 100;
  private static final int MOST_SERIES = 1_000;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private final Meter meter;
  private final Few hosts = new Few(MOST_HOSTS);
  private final Map<CallKey, CallSeries> calls = new ConcurrentHashMap<>();
  private final LongCounter callCount;
  private final DoubleHistogram callDuration;
  private final LongCounter rows;
  private final LongCounter bytes;
  private final LongCounter fuel;
  private final LongHistogram peakMemory;
  private final DoubleHistogram httpDuration;
  private final LongCounter refusals;
  private final LongCounter logDropped;

  private record CallKey(String connector, String function, Outcome outcome) {}

  private record CallSeries(Attributes connector, Attributes call) {}

  Metrics(Meter meter) {
    this.meter = meter;
    callCount = counter("calls", "{call}", "Calls of a connector");
    callDuration =
        meter
            .histogramBuilder("witloof.connector.call.duration")
            .setUnit("s")
            .setDescription("Time of the calls of a connector")
            .build();
    rows = counter("rows", "{row}", "Rows that crossed, in either direction");
    bytes = counter("bytes", "By", "Arrow data that crossed, in either direction");
    fuel = counter("fuel", "{unit}", "Fuel burnt");
    peakMemory =
        meter
            .histogramBuilder("witloof.connector.call.memory.peak")
            .ofLongs()
            .setUnit("By")
            .setDescription("Highest sum of memories and tables of the instance")
            .build();
    httpDuration =
        meter
            .histogramBuilder("http.client.request.duration")
            .setUnit("s")
            .setDescription("Time from the request of a connector to its response's header")
            .build();
    refusals = counter("egress.refused", "{request}", "Requests that were refused");
    logDropped = counter("log.dropped", "By", "Log text beyond the limit of a second");
  }

  private LongCounter counter(String name, String unit, String description) {
    return meter
        .counterBuilder("witloof.connector." + name)
        .setUnit(unit)
        .setDescription(description)
        .build();
  }

  @Override
  public void on(ConnectorEvent event) {
    if (event instanceof CallEnded ended) {
      count(ended);
    } else if (event instanceof HttpEnded ended) {
      count(ended);
    } else if (event instanceof EgressDecided decided && decided.refusal().isPresent()) {
      refusals.add(1, of(decided.connector()).build());
    } else if (event instanceof LogDropped dropped) {
      logDropped.add(dropped.bytes(), of(dropped.connector()).build());
    }
  }

  private void count(CallEnded ended) {
    CallSeries series = series(ended);
    Attributes connector = series.connector();
    Attributes call = series.call();
    CallUsage usage = ended.usage();
    callCount.add(1, call);
    callDuration.record(usage.elapsed().toNanos() / NANOS, call);
    rows.add(ended.rows(), connector);
    bytes.add(ended.bytes(), connector);
    fuel.add(usage.fuel(), connector);
    peakMemory.record(usage.peakMemory(), connector);
  }

  /** Made once: sorting attributes takes longer than many a call. */
  private CallSeries series(CallEnded ended) {
    CallKey key = new CallKey(ended.connector().name(), ended.function(), ended.outcome());
    if (calls.size() > MOST_SERIES) {
      calls.clear();
    }
    return calls.computeIfAbsent(
        key,
        unseen -> {
          Attributes connector = of(ended.connector()).build();
          return new CallSeries(
              connector,
              connector.toBuilder()
                  .put(Names.FUNCTION, key.function())
                  .put(Names.OUTCOME, key.outcome().name().toLowerCase(Locale.ROOT))
                  .build());
        });
  }

  private void count(HttpEnded ended) {
    AttributesBuilder attributes =
        of(ended.connector())
            .put(Names.METHOD, METHODS.contains(ended.method()) ? ended.method() : Few.OTHER)
            .put(Names.HOST, hosts.of(ended.host()));
    ended.status().ifPresent(status -> attributes.put(Names.STATUS, (long) status));
    ended.failure().ifPresent(code -> attributes.put(Names.ERROR_TYPE, code));
    httpDuration.record(ended.duration().toNanos() / NANOS, attributes.build());
  }

  /** Watches the pool of a connector until the result is closed. */
  AutoCloseable watch(ConnectorIdentity connector, Supplier<PoolMetrics> pool) {
    Attributes idle = of(connector).put(Names.STATE, "idle").build();
    Attributes used = of(connector).put(Names.STATE, "used").build();
    Attributes plain = of(connector).build();
    List<AutoCloseable> watches =
        List.of(
            gauge(
                "instances",
                "{instance}",
                "Instances in the pool",
                measured -> {
                  PoolMetrics now = pool.get();
                  measured.record(now.idle(), idle);
                  measured.record(now.inUse(), used);
                }),
            gauge(
                "waiting",
                "{borrower}",
                "Borrowers that wait for an instance",
                measured -> measured.record(pool.get().waiting(), plain)),
            meter
                .counterBuilder("witloof.connector.pool.created")
                .setUnit("{instance}")
                .setDescription("Instances made")
                .buildWithCallback(measured -> measured.record(pool.get().created(), plain)),
            meter
                .counterBuilder("witloof.connector.pool.timeouts")
                .setUnit("{borrower}")
                .setDescription("Borrowers that waited in vain")
                .buildWithCallback(measured -> measured.record(pool.get().timeouts(), plain)));
    return () -> {
      for (AutoCloseable watch : watches) {
        watch.close();
      }
    };
  }

  private AutoCloseable gauge(
      String name, String unit, String description, Consumer<ObservableLongMeasurement> measure) {
    return meter
        .upDownCounterBuilder("witloof.connector.pool." + name)
        .setUnit(unit)
        .setDescription(description)
        .buildWithCallback(measure);
  }

  private static AttributesBuilder of(ConnectorIdentity connector) {
    return Attributes.builder().put(Names.CONNECTOR, connector.name());
  }
}
