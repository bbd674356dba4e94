package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The kit hears what calls of a guest use. */
class HeadroomTest {

  @Test
  void aCallThatUsesMoreThanItsPartIsNamed() {
    CheckResult tight = headroom(1e-6);
    assertEquals(CheckResult.State.FAILED, tight.state());
    assertTrue(tight.detail().contains(" units of fuel, more than 1.0E-6 of it"), tight::detail);
    assertEquals(CheckResult.State.PASSED, headroom(0.5).state());
  }

  private static CheckResult headroom(double part) {
    ConnectorUnderTest connector =
        ConnectorUnderTest.load(
            Path.of("src/test/resources/guests/rust-source.wasm"), LoadOptions.of(Grants.none()));
    SourceSubject subject = SourceSubject.of(connector).headroom(part).build();
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.checks().stream()
          .filter(check -> check.id().equals("limits.headroom"))
          .map(suite::run)
          .findFirst()
          .orElseThrow();
    }
  }
}
