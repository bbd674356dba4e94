package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.audit.AuditEntry;
import dev.witloof.runtime.audit.AuditEntry.Repetition;
import dev.witloof.runtime.audit.AuditFile;
import dev.witloof.runtime.audit.AuditTrail;
import dev.witloof.runtime.audit.AuditVerification;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guest that makes requests without end which nobody granted does not fill the audit trail. */
class EgressFloodTest {
  /** In a second: the first ones, one for each of the kinds that are told apart, and the rest. */
  private static final int MOST_A_SECOND = 41;

  private static final ConnectorLimits DEFAULTS = ConnectorLimits.defaults();
  private static final ConnectorLimits LIMITS =
      new ConnectorLimits(
          DEFAULTS.memory(),
          20_000_000,
          DEFAULTS.nextDeadline(),
          DEFAULTS.discoverDeadline(),
          DEFAULTS.callDeadline(),
          DEFAULTS.liftedBytes(),
          DEFAULTS.handles(),
          DEFAULTS.httpInFlight(),
          DEFAULTS.httpRequestBody(),
          DEFAULTS.httpResponseBody());

  @TempDir private Path folder;
  private final AtomicLong decided = new AtomicLong();
  private final List<AuditEntry> entries = new ArrayList<>();

  private ConnectorException flood(Engine.Mode mode, AuditTrail trail) {
    try (ConnectorRuntime runtime =
            ConnectorRuntime.builder()
                .engine(mode)
                .limits(LIMITS)
                .log(LogSink.discard())
                .listener(event -> decided.addAndGet(event instanceof EgressDecided ? 1 : 0))
                .audit(trail)
                .build();
        LoadedConnector connector =
            runtime.load(
                Fixtures.hostile("egress-flood.toml"),
                Grants.builder().http("api.example").build());
        Source source = connector.source(Map.of())) {
      return assertThrows(ConnectorException.class, () -> Reading.rows(source, "rows"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void linesAreBoundedBySecondAndStandForAllRequests(Engine.Mode mode) throws IOException {
    Path file = folder.resolve("audit.jsonl");
    AuditFile sink = AuditFile.open(file);
    long start = System.nanoTime();
    ConnectorException failure =
        flood(
            mode,
            AuditTrail.to(
                entry -> {
                  entries.add(entry);
                  sink.append(entry);
                }));
    assertTrue(failure.limit().isPresent(), failure.getMessage());
    long seconds = (System.nanoTime() - start) / 1_000_000_000L + 2;

    List<AuditEntry> egress =
        entries.stream().filter(entry -> entry.event() instanceof EgressDecided).toList();
    assertTrue(decided.get() > 1_000, "the guest got to make " + decided.get());
    assertEquals(
        decided.get(),
        egress.stream()
            .mapToLong(entry -> entry.repetition().map(Repetition::times).orElse(1L))
            .sum());
    assertTrue(egress.size() <= seconds * MOST_A_SECOND, egress.size() + " lines");
    assertEquals(List.of(), AuditVerification.verify(file).faults());
  }

  @Test
  void aTrailThatCannotBeWrittenIsTold() {
    AuditTrail trail = AuditTrail.to(EgressFloodTest::fullAtEgress);
    ConnectorException failure = flood(Engine.Mode.COMPILER, trail);
    assertTrue(failure.limit().isPresent(), failure.getMessage());
    assertTrue(decided.get() > 1_000, "the guest got to make " + decided.get());
    assertTrue(trail.lost() > 0);
  }

  @Test
  void aStrictTrailThatCannotBeWrittenEndsTheCallAtTheFirst() {
    AuditTrail trail = AuditTrail.strict(EgressFloodTest::fullAtEgress);
    ConnectorException failure = flood(Engine.Mode.COMPILER, trail);
    assertTrue(
        failure.getMessage().contains("the audit trail cannot be written"), failure.getMessage());
    assertEquals(1, decided.get());
    assertEquals(1, trail.lost());
  }

  private static void fullAtEgress(AuditEntry entry) throws IOException {
    if (entry.event() instanceof EgressDecided) {
      throw new IOException("No space left on device");
    }
  }
}
