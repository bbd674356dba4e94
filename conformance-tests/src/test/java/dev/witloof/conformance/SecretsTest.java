package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadReportJson;
import dev.witloof.runtime.LoadReportText;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.audit.AuditEntry;
import dev.witloof.runtime.audit.AuditTrail;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.CallEnded;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A guest that gives its secrets away in each way that it has: none of them leaves the host. */
class SecretsTest {
  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private static final String TOKEN = "ghp_0123456789";
  private static final String PASSWORD = "correct horse";

  private final List<String> log = new ArrayList<>();
  private final List<ConnectorEvent> events = new ArrayList<>();
  private final List<String> audit = new ArrayList<>();

  private ConnectorRuntime runtime() {
    return ConnectorRuntime.builder()
        .log(line -> log.add(line.context() + ": " + line.message()))
        .listener(events::add)
        .audit(AuditTrail.to((AuditEntry entry) -> audit.add(entry.toJson())))
        .telemetry(OTEL.getOpenTelemetry())
        .build();
  }

  @Test
  void noSecretIsInTheLogTheErrorTheSpansTheEventsTheReportsOrTheAuditTrail() {
    Grants grants =
        Grants.builder()
            .env("WITLOOF_TEST_TOKEN")
            .envFrom(Map.of("WITLOOF_TEST_TOKEN", TOKEN))
            .config()
            .log()
            .build();
    List<String> everything = new ArrayList<>();
    try (ConnectorRuntime runtime = runtime();
        LoadedConnector connector = runtime.load(Fixtures.hostile("leaky.toml"), grants);
        Source source = connector.source(Map.of("password", PASSWORD));
        ReadHandle handle = source.open("rows", Optional.empty())) {
      ConnectorException failure = assertThrows(ConnectorException.Permanent.class, handle::next);
      assertEquals("next() of table 'rows': [redacted WITLOOF_TEST_TOKEN]", failure.getMessage());
      everything.add(trace(failure));
      everything.add(trace(assertThrows(IllegalStateException.class, handle::next)));
      everything.add(LoadReportText.render(connector.report().orElseThrow()));
      everything.add(LoadReportJson.render(connector.report().orElseThrow()).toString());
    }
    assertEquals(
        List.of("stdout: [redacted WITLOOF_TEST_TOKEN]", "password: [redacted password]"), log);
    assertEquals(
        List.of("env WITLOOF_TEST_TOKEN", "config password"),
        events.stream()
            .filter(SecretUsed.class::isInstance)
            .map(SecretUsed.class::cast)
            .map(used -> used.kind() + " " + used.name())
            .toList());
    assertTrue(
        events.stream()
            .anyMatch(
                event -> event instanceof CallEnded ended && ended.outcome() == Outcome.ERROR));
    assertEquals(2, audit.stream().filter(line -> line.contains("\"secret\"")).count());
    assertFalse(OTEL.getSpans().isEmpty());

    everything.addAll(log);
    everything.addAll(audit);
    events.forEach(event -> everything.add(event.toString()));
    OTEL.getSpans().forEach(span -> everything.add(span.toString()));
    OTEL.getMetrics().forEach(metric -> everything.add(metric.toString()));
    for (String text : everything) {
      assertFalse(text.contains(TOKEN) || text.contains(PASSWORD), text);
    }
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }
}
