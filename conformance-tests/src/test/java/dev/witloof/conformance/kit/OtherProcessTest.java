package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cursor that refers to the JVM that made it is found without another JVM. */
class OtherProcessTest {

  private static List<CheckResult> failed(ConnectorProvider provider) {
    SourceSubject subject = SourceSubject.of(ConnectorUnderTest.of(provider)).build();
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.runAll().stream()
          .filter(result -> result.state() == CheckResult.State.FAILED)
          .toList();
    }
  }

  private static CheckResult.State process(ConnectorProvider provider) {
    SourceSubject subject = SourceSubject.of(ConnectorUnderTest.of(provider)).build();
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.runAll().stream()
          .filter(result -> result.id().equals("cursor.process"))
          .findFirst()
          .orElseThrow()
          .state();
    }
  }

  @Test
  void aCursorThatIsKeptInTheJvmIsCaught() {
    assertEquals(
        List.of("cursor.process"),
        failed(new TicketsProvider()).stream().map(CheckResult::id).toList());
  }

  @Test
  void aCursorThatSaysWhereToGoOnPasses() {
    assertEquals(CheckResult.State.PASSED, process(new SampleProvider()));
  }

  @Test
  void aProviderThatIsNotRegisteredCannotBeLoadedOnceMore() {
    ConnectorProvider local =
        new ConnectorProvider() {
          private final ConnectorProvider sample = new SampleProvider();

          @Override
          public String name() {
            return "sample-local";
          }

          @Override
          public ConnectorKind kind() {
            return sample.kind();
          }

          @Override
          public Source openSource(Map<String, String> config) {
            return sample.openSource(config);
          }
        };
    assertEquals(CheckResult.State.SKIPPED, process(local));
  }
}
