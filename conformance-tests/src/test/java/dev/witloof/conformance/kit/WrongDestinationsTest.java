package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.Seed;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong destination is caught by the checks that name its fault, and by no others. */
class WrongDestinationsTest {

  static Stream<WrongDestination> all() {
    return Stream.<WrongDestination[]>of(
            WrongTransactions.values(),
            WrongStorage.values(),
            WrongHabits.values(),
            WrongIdentity.values(),
            WrongPreparation.values())
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isCaughtByName(WrongDestination wrong) {
    MemoryLake lake = new MemoryLake();
    // What is generated must always meet the fault, or never.
    DestinationSubject subject =
        DestinationSubject.of(Natives.destination(config -> wrong.open(lake)), lake::rows)
            .seed(new Seed(42))
            .build();
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
