package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.Scenario;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong source is caught by the checks that name its fault, and by no others. */
class WrongSourcesTest {

  static Stream<WrongSource> all() {
    return Stream.<WrongSource[]>of(
            WrongTables.values(),
            WrongStreams.values(),
            WrongCursors.values(),
            WrongCompany.values(),
            WrongManners.values())
        .flatMap(Stream::of);
  }

  private static List<List<@Nullable Object>> rows(TableSchema table) {
    return SampleTables.rows(table, 0, SampleTables.ROWS).stream().map(Row::values).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void isCaughtByName(WrongSource wrong) {
    Map<String, List<List<@Nullable Object>>> known =
        SampleTables.all().stream()
            .collect(Collectors.toMap(TableSchema::name, table -> rows(table)));
    SourceSubject subject =
        SourceSubject.of(Natives.source(config -> wrong.open()))
            .scenario(new Scenario(Scenario.Shape.KNOWN, wrong::open, known))
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
