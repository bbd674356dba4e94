package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.Destination;
import dev.witloof.connector.LimitHit;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.pipeline.PipelineEvent;
import dev.witloof.pipeline.PipelineRunner;
import dev.witloof.pipeline.RetryPolicy;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck.Decision;
import dev.witloof.runtime.http.HttpMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit hit is tried again, and the third in a row on the same call is the end of it. */
class LimitPolicyTest {
  private static final RetryPolicy SHORT =
      new RetryPolicy(10, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(1));

  private final List<ConnectorEvent> events = new ArrayList<>();
  private final List<PipelineEvent.Retrying> retries = new ArrayList<>();

  private LoadedConnector load(ConnectorRuntime runtime, String fixture, long fuel) {
    ConnectorManifest.Limits limits =
        new ConnectorManifest.Limits(
            OptionalLong.empty(),
            OptionalLong.of(fuel),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
    return runtime.load(
        Fixtures.hostile(fixture + ".wasm"),
        new LoadOptions(Grants.none(), List.of(limits), HttpMode.LIVE));
  }

  private PipelineRunner runner(LoadedConnector connector) {
    return PipelineRunner.builder("test", () -> connector.source(Map.of()), Nowhere::new)
        .retry(SHORT)
        .listener(
            event -> {
              if (event instanceof PipelineEvent.Retrying retrying) {
                retries.add(retrying);
              }
            })
        .build();
  }

  /**
   * Each attempt opens a source of its own; the first call of the second guest passes each time.
   */
  @ParameterizedTest
  @ValueSource(strings = {"loop-in-next", "loop-after-batch", "loop-in-discover"})
  void aPipelineTriesALimitHitTwiceMore(String fixture) {
    try (ConnectorRuntime runtime = ConnectorRuntime.builder().listener(events::add).build();
        LoadedConnector connector = load(runtime, fixture, 100_000)) {
      ConnectorException failure = assertThrows(ConnectorException.class, runner(connector)::run);

      assertEquals(ConnectorException.Permanent.class, failure.getClass());
      assertTrue(failure.getMessage().startsWith("resource-exhausted: "), failure.getMessage());
      assertEquals("fuel", failure.limit().map(LimitHit::limit).orElseThrow());
      assertEquals(2, retries.size());
      assertEquals(
          List.of(Decision.TRANSIENT, Decision.TRANSIENT, Decision.PERMANENT),
          events.stream()
              .filter(LimitStruck.class::isInstance)
              .map(event -> ((LimitStruck) event).decision())
              .toList());
    }
  }

  @Test
  void callsOfOtherTablesAndCancelledOnesAreNoStrikes() {
    try (ConnectorRuntime runtime = ConnectorRuntime.builder().listener(events::add).build();
        LoadedConnector connector = load(runtime, "loop-in-next", 100_000)) {
      assertEquals(ConnectorException.Transient.class, hit(connector).getClass());
      assertEquals(ConnectorException.Transient.class, hit(connector).getClass());
      try (Source source = connector.source(Map.of());
          ReadHandle handle = source.open("rows", Optional.empty())) {
        handle.cancel();
        ConnectorException cancelled =
            assertThrows(ConnectorException.Transient.class, handle::next);
        assertTrue(cancelled.limit().isEmpty());
        source.discover();
      }
      assertEquals(
          ConnectorException.Permanent.class, hit(connector).getClass(), "still the third");
      assertEquals(
          ConnectorException.Permanent.class, hit(connector).getClass(), "and so is the fourth");
    }
  }

  private static ConnectorException hit(LoadedConnector connector) {
    try (Source source = connector.source(Map.of());
        ReadHandle handle = source.open("rows", Optional.empty())) {
      return assertThrows(ConnectorException.class, handle::next);
    }
  }

  /** Takes everything and keeps nothing. */
  private static final class Nowhere implements Destination {
    @Override
    public void prepare(TableSchema schema) {}

    @Override
    public void write(String table, RecordBatch batch) {}

    @Override
    public void commit() {}

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }
}
