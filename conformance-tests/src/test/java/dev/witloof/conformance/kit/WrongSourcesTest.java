package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.SourceSubject;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each wrong source is caught by the checks that name its fault, and by no others. */
class WrongSourcesTest {

  @ParameterizedTest
  @EnumSource
  void isCaughtByName(WrongSources wrong) {
    SourceSubject subject = SourceSubject.of(Natives.source(config -> wrong.open())).build();
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      List<CheckResult> failed =
          suite.runAll().stream()
              .filter(result -> result.state() == CheckResult.State.FAILED)
              .toList();
      assertEquals(
          new TreeSet<>(wrong.caughtBy()),
          failed.stream().map(CheckResult::id).collect(Collectors.toCollection(TreeSet::new)),
          () ->
              failed.stream()
                  .map(result -> result.id() + ": " + result.detail())
                  .collect(Collectors.joining("\n")));
    }
  }
}
