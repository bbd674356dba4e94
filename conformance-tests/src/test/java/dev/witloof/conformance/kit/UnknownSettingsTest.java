package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Source;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whether a setting with a typing error is refused as the contract says. */
class UnknownSettingsTest {

  private static CheckResult unknown(Consumer<Map<String, String>> look) {
    ConnectorProvider provider =
        new ConnectorProvider() {
          @Override
          public String name() {
            return "sample";
          }

          @Override
          public ConnectorKind kind() {
            return ConnectorKind.SOURCE;
          }

          @Override
          public Source openSource(Map<String, String> config) {
            look.accept(config);
            return new SampleSource();
          }
        };
    SourceSubject subject = SourceSubject.of(ConnectorUnderTest.of(provider)).build();
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.checks().stream()
          .filter(check -> check.id().equals("error.unknown-setting"))
          .map(suite::run)
          .findFirst()
          .orElseThrow();
    }
  }

  private static void assertFound(String what, CheckResult result) {
    assertEquals(CheckResult.State.FAILED, result.state());
    assertTrue(result.detail().contains(what), result::detail);
  }

  @Test
  void refusedByName() {
    assertEquals(CheckResult.State.PASSED, unknown(Natives::requireKnown).state());
  }

  @Test
  void passedOver() {
    assertFound("is accepted", unknown(config -> {}));
  }

  @Test
  void refusedWithoutItsName() {
    assertFound(
        "does not name it",
        unknown(
            config -> {
              if (!config.isEmpty()) {
                throw new ConnectorException.Permanent("a setting is unknown");
              }
            }));
  }

  @Test
  void refusedByAnotherError() {
    assertFound(
        "none of the contract's errors",
        unknown(
            config -> {
              if (!config.isEmpty()) {
                throw new IllegalArgumentException("unknown: " + config);
              }
            }));
  }
}
