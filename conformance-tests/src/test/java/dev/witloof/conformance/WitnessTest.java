package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.GrantRule;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.LogSink.LogLine;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.CallEnded;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said beyond what is kept is counted, and nothing passes that was not looked at. */
class WitnessTest {
  private static final Path GUEST = Path.of("src/test/resources/guests/rust-source.wasm");
  private static final ConnectorIdentity ONE =
      new ConnectorIdentity("one", Optional.empty(), "a".repeat(64));
  private static final int MOST_KINDS = 10_000;
  private static final int MOST_LINES = 50_000;

  private static EgressDecided request(String method, Optional<String> refusal) {
    return new EgressDecided(ONE, method, "https", "api.example", 443, Optional.empty(), refusal);
  }

  @Test
  void aRefusalIsKeptAfterAnyNumberOfRequests() {
    Witness witness = new Witness();
    for (int i = 0; i < MOST_KINDS + 5; i++) {
      witness.on(request("M" + i, Optional.empty()));
    }
    witness.on(request("GET", Optional.of("not granted")));
    assertEquals(5, witness.unheardRequests());
    assertEquals(MOST_KINDS + 1, witness.requests().size());
    assertTrue(witness.requests().keySet().stream().anyMatch(kind -> kind.refusal().isPresent()));
  }

  @Test
  void whatACheckLeadsAConnectorToDoesNotCount() throws Exception {
    Witness witness = new Witness();
    witness.on(request("GET", Optional.of("not granted")));
    witness.forgettingRefusals(
        () -> {
          witness.on(request("PUT", Optional.of("not granted")));
          witness.on(request("POST", Optional.empty()));
        });
    assertEquals(
        List.of("GET", "POST"),
        witness.requests().keySet().stream().map(HttpRequestKind::method).sorted().toList());
    assertThrows(
        Finding.class,
        () ->
            witness.forgettingRefusals(
                () -> {
                  witness.on(request("DELETE", Optional.of("not granted")));
                  throw new Finding("it trapped", "do not");
                }));
    assertEquals(2, witness.requests().size());
  }

  @Test
  void aCapabilityThatIsUsedAfterAnyNumberOfRequestsIsUsed() {
    Witness witness = new Witness();
    LoadReport.Request used = granted(witness, "GET late.example");
    LoadReport.Request unused = granted(witness, "GET never.example");
    for (int i = 0; i < MOST_KINDS; i++) {
      witness.on(request("M" + i, Optional.empty()));
    }
    assertFalse(witness.used(used));
    witness.on(
        new EgressDecided(
            ONE, "GET", "https", "late.example", 443, Optional.empty(), Optional.empty()));
    assertEquals(1, witness.unheardRequests());
    assertTrue(witness.used(used));
    assertFalse(witness.used(unused));
  }

  private static LoadReport.Request granted(Witness witness, String rule) {
    witness.on(
        new ConnectorEvent.Granted(ONE, Capability.HTTP, Optional.of(rule), GrantRule.OPERATOR));
    return new LoadReport.Request(
        Capability.HTTP, Optional.of(rule), true, Optional.of(GrantRule.OPERATOR));
  }

  @Test
  void requestsThatWereNotLookedAtDoNotPass() {
    Witness witness = new Witness();
    for (int i = 0; i < MOST_KINDS; i++) {
      witness.on(request("M" + i, Optional.empty()));
    }
    assertEquals(CheckResult.State.PASSED, run(witness, "egress.allowed-hosts").state());
    witness.on(request("LAST", Optional.empty()));
    CheckResult result = run(witness, "egress.allowed-hosts");
    assertEquals(CheckResult.State.FAILED, result.state());
    assertTrue(result.detail().contains("more kinds than can be looked at"), result.detail());
  }

  @Test
  void linesThatWereNotLookedAtDoNotPass() {
    Witness witness = new Witness();
    for (int i = 0; i < MOST_LINES; i++) {
      witness.log(line());
    }
    assertEquals(CheckResult.State.PASSED, run(witness, "observability.redaction").state());
    witness.log(line());
    assertEquals(1, witness.unheardLines());
    CheckResult result = run(witness, "observability.redaction");
    assertEquals(CheckResult.State.FAILED, result.state());
    assertTrue(result.detail().contains("more than can be looked at"), result.detail());
    assertFalse(result.detail().contains("s3cr3t"), result.detail());
  }

  @Test
  void callsThatWereNotLookedAtDoNotPass() {
    Witness witness = new Witness();
    for (int i = 0; i < MOST_KINDS; i++) {
      witness.on(call("t" + i, Duration.ofMillis(1)));
    }
    assertEquals(CheckResult.State.PASSED, run(witness, "limits.headroom").state());
    witness.on(call("last", Duration.ofMillis(1)));
    CheckResult result = run(witness, "limits.headroom");
    assertEquals(CheckResult.State.FAILED, result.state());
    assertTrue(result.detail().contains("more tables than can be looked at"), result.detail());
  }

  @Test
  void howLongACallTookIsNotAmongTheFindings() {
    Witness witness = new Witness();
    witness.on(call("slow", Duration.ofMillis(29_123)));
    CheckResult result = run(witness, "limits.headroom");
    assertEquals(CheckResult.State.FAILED, result.state());
    assertTrue(result.detail().contains("more than 0.5 of 30,000 ms of time"), result.detail());
    assertFalse(result.detail().contains("29,123"), result.detail());
  }

  private static CallEnded call(String table, Duration elapsed) {
    return new CallEnded(
        ONE,
        "[method]read-handle.next",
        Optional.of(table),
        new CallUsage(1, elapsed, 1),
        0,
        0,
        ConnectorEvent.Outcome.OK);
  }

  private static LogLine line() {
    return new LogLine("one", LogSink.Level.INFO, "context", "message");
  }

  private static CheckResult run(Witness witness, String id) {
    try (ConnectorUnderTest loaded =
        ConnectorUnderTest.load(GUEST, LoadOptions.of(Grants.none()))) {
      ConnectorUnderTest heard =
          ConnectorUnderTest.of(loaded.connector(), witness, Map.of("token", "s3cr3t-of-the-test"));
      // The connector is closed by its owner.
      ConformanceSuite suite = ConformanceSuite.of(SourceSubject.of(heard).build());
      return suite.checks().stream()
          .filter(check -> check.id().equals(id))
          .map(suite::run)
          .findFirst()
          .orElseThrow();
    }
  }
}
