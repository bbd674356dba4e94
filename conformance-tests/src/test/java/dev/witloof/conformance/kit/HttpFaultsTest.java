package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.FaultySource;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.connector.Source;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks of a service's failures run on a source that speaks HTTP. */
class HttpFaultsTest {
  private static final FaultySource FAULTY =
      new FaultySource() {
        @Override
        public Map<String, String> configFor(URI service) {
          return Map.of("service", service.toString());
        }

        @Override
        public Optional<Duration> patience() {
          return Optional.of(HttpSampleSource.PATIENCE);
        }
      };

  @Test
  void aRightSourcePassesThemAll() {
    List<CheckResult> results = faults(HttpSampleSource::new);
    assertEquals(9, results.size());
    results.forEach(
        result -> assertEquals(CheckResult.State.PASSED, result.state(), result::detail));
  }

  @ParameterizedTest
  @EnumSource
  void aWrongSourceIsCaughtByName(WrongHttpSources wrong) {
    List<CheckResult> failed =
        faults(wrong::open).stream()
            .filter(result -> result.state() == CheckResult.State.FAILED)
            .toList();
    assertEquals(wrong.caughtBy(), failed.stream().map(CheckResult::id).toList(), failed::toString);
  }

  /** The example has no way to the kit's server, and needs none. */
  @Test
  void aConnectorIsTestedOnItsCassette() {
    List<CheckResult> results = faults(GuestSourcesConformanceTest.earthquakes());
    assertEquals(9, results.size());
    results.forEach(
        result -> assertEquals(CheckResult.State.PASSED, result.state(), result::detail));
  }

  private static List<CheckResult> faults(Function<Optional<URI>, Source> open) {
    return faults(
        SourceSubject.of(
                Natives.source(
                    config ->
                        open.apply(Optional.ofNullable(config.get("service")).map(URI::create)),
                    "service"))
            .faulty(FAULTY)
            .build());
  }

  private static List<CheckResult> faults(SourceSubject subject) {
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.checks().stream()
          .filter(check -> check.id().startsWith("error.http-"))
          .map(suite::run)
          .toList();
    }
  }
}
