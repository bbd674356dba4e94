package dev.witloof.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** The checks of a suite as JUnit tests, named by their ids and by what must hold. */
final class ConformanceTests {
  /** Names the one check to run, by its id; all are run when it is not set. */
  static final String SELECTION = "witloof.check";

  private ConformanceTests() {}

  /** The suite is closed with the stream, which JUnit closes after the last test. */
  static Stream<DynamicTest> of(Subject subject) {
    ConformanceSuite suite = ConformanceSuite.of(subject);
    return selected(suite).stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.id() + ": " + check.title(), () -> report(suite.run(check))))
        .onClose(suite::close);
  }

  private static List<Check> selected(ConformanceSuite suite) {
    String id = System.getProperty(SELECTION);
    List<Check> checks =
        suite.checks().stream().filter(check -> id == null || check.id().equals(id)).toList();
    if (checks.isEmpty()) {
      suite.close();
      throw new IllegalArgumentException(
          "-D%s=%s names no check; there are %s"
              .formatted(SELECTION, id, suite.checks().stream().map(Check::id).toList()));
    }
    return checks;
  }

  private static void report(CheckResult result) {
    switch (result.state()) {
      case PASSED -> {}
      case SKIPPED, NOT_APPLICABLE -> Assumptions.abort(result.detail());
      case FAILED ->
          throw new AssertionError(
              result.id() + ": " + result.detail(), result.failure().orElse(null));
    }
  }
}
