package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.JdbcReadBack;
import dev.witloof.connector.ConnectorProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a destination loses or shows by halves when its process ends is found. */
class CrashedDestinationsTest {
  private static final String CHECK = "destination.crash";

  @TempDir Path folder;

  private static ConnectorUnderTest registered(String name) {
    return ConnectorUnderTest.of(ConnectorProvider.named(name).orElseThrow());
  }

  private DestinationSubject inDuckDb(String name) {
    Path file = folder.resolve("lake.duckdb");
    return DestinationSubject.of(registered(name), new JdbcReadBack("jdbc:duckdb:" + file))
        .config(Map.of("path", file.toString()))
        .without(Behaviour.STORED_CURSORS)
        .build();
  }

  private static List<CheckResult> run(DestinationSubject subject, Set<String> checks) {
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.checks().stream()
          .filter(check -> checks.isEmpty() || checks.contains(check.id()))
          .map(suite::run)
          .toList();
    }
  }

  @Test
  void commitsThatAreGoneWithTheProcessAreFoundByNoOtherCheck() {
    DestinationSubject subject =
        DestinationSubject.of(registered("sample-volatile"), VolatileProvider.LAKE::rows).build();
    List<CheckResult> failed =
        run(subject, Set.of()).stream()
            .filter(result -> result.state() == CheckResult.State.FAILED)
            .toList();
    assertEquals(List.of(CHECK), failed.stream().map(CheckResult::id).toList(), failed::toString);
    assertTrue(failed.get(0).detail().contains("100 rows expected, 0 came"), failed::toString);
  }

  @Test
  void aCommitThatIsThereByHalvesIsFound() {
    List<CheckResult> results =
        run(inDuckDb("sample-torn"), Set.of(CHECK, "destination.tables", "destination.abort"));
    assertEquals(3, results.size());
    for (CheckResult result : results) {
      assertEquals(
          result.id().equals(CHECK) ? CheckResult.State.FAILED : CheckResult.State.PASSED,
          result.state(),
          result::toString);
    }
  }

  @Test
  void aTransactionOfADatabaseSurvives() {
    List<CheckResult> results = run(inDuckDb("duckdb"), Set.of(CHECK));
    assertEquals(CheckResult.State.PASSED, results.get(0).state(), results::toString);
  }

  @Test
  void aDestinationThatNobodyElseCanOpenIsNotTested() {
    MemoryLake lake = new MemoryLake();
    DestinationSubject subject =
        DestinationSubject.of(
                Natives.destination(config -> new SampleDestination(lake)), lake::rows)
            .build();
    assertEquals(CheckResult.State.SKIPPED, run(subject, Set.of(CHECK)).get(0).state());
  }
}
