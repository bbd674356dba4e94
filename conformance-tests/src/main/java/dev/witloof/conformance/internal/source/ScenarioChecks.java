package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.Scenario;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.RowDiff;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is special about the data: there is none of it, one row, much in a row, every type. */
final class ScenarioChecks {
  private static final int WIDE_COLUMNS = 100;
  private static final int WIDE_BYTES = 100_000;
  private static final Set<String> ALL_TYPES =
      Set.of(
          "boolean",
          "int32",
          "int64",
          "float64",
          "string",
          "bytes",
          "timestamp-millis",
          "list",
          "struct",
          "json");

  private final SourceProbe probe;

  private ScenarioChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    ScenarioChecks checks = new ScenarioChecks(probe);
    return List.of(
        Check.of(
            "stream.empty-table",
            "A table without rows ends at once, with a cursor that resumes to nothing",
            () -> checks.inEachTable(Scenario.Shape.EMPTY, rows -> rows.isEmpty(), "no rows")),
        Check.of(
            "stream.one-row",
            "A table of one row gives it once, and its end resumes to nothing",
            () -> checks.inEachTable(Scenario.Shape.ONE_ROW, rows -> rows.size() == 1, "one row")),
        Check.of(
            "stream.wide-rows",
            "Rows with many columns or large values are given whole",
            checks::wide),
        Check.of(
            "types.all",
            "Every data type is given as it is, nulls and nesting included",
            checks::types),
        Check.of(
            "rows.known",
            "Tables whose rows are known give exactly these, from the first to the last page",
            checks::known));
  }

  private interface Shape {
    boolean holds(List<Row> rows);
  }

  private void inEachTable(Scenario.Shape shape, Shape expected, String inWords) {
    try (Source source = probe.open(scenario(shape).open())) {
      for (TableSchema table : tables(source)) {
        List<Row> rows = read(shape, source, table);
        if (!expected.holds(rows)) {
          throw new Finding(
              "table '%s' gives %d rows in the scenario %s, which has %s"
                  .formatted(table.name(), rows.size(), shape, inWords),
              "Give what is there, also when it is little");
        }
      }
    }
  }

  private void wide() {
    Scenario.Shape shape = Scenario.Shape.WIDE;
    boolean wide = false;
    try (Source source = probe.open(scenario(shape).open())) {
      for (TableSchema table : tables(source)) {
        List<Row> rows = read(shape, source, table);
        wide |= table.fields().size() >= WIDE_COLUMNS && !rows.isEmpty();
        wide |= rows.stream().anyMatch(row -> Sizes.bytes(row) >= WIDE_BYTES);
      }
    }
    if (!wide) {
      throw new NotApplicable(
          "no row of the scenario WIDE has %d columns or %d bytes"
              .formatted(WIDE_COLUMNS, WIDE_BYTES));
    }
  }

  private void types() {
    Scenario.Shape shape = Scenario.Shape.ALL_TYPES;
    Set<String> missing = new TreeSet<>(ALL_TYPES);
    try (Source source = probe.open(scenario(shape).open())) {
      for (TableSchema table : tables(source)) {
        List<Row> rows = read(shape, source, table);
        for (int i = 0; i < table.fields().size(); i++) {
          Field field = table.fields().get(i);
          int column = i;
          boolean valued = rows.stream().anyMatch(row -> row.get(column) != null);
          boolean nulled = rows.stream().anyMatch(row -> row.get(column) == null);
          if (valued && (nulled || !field.nullable())) {
            missing.removeAll(labels(field.type()));
          }
        }
      }
    }
    if (!probe.declares(Behaviour.NESTED_TYPES)) {
      missing.removeAll(Set.of("list", "struct"));
    }
    if (!missing.isEmpty()) {
      throw new NotApplicable(
          "the scenario ALL_TYPES has no values, with nulls where there may be, of " + missing);
    }
  }

  private void known() {
    probe.tables().forEach(probe::whole);
    Scenario.Shape shape = Scenario.Shape.KNOWN;
    Scenario scenario = scenario(shape);
    boolean compared = false;
    try (Source source = probe.open(scenario.open())) {
      for (TableSchema table : tables(source)) {
        if (scenario.rowsOf(table.name()).isPresent()) {
          read(shape, source, table);
          compared = true;
        }
      }
    }
    if (!compared) {
      throw new NotApplicable("the scenario KNOWN says the rows of no table");
    }
  }

  private static Set<String> labels(DataType type) {
    Set<String> labels = new HashSet<>(Set.of(type.label()));
    if (type instanceof DataType.ListOf list) {
      labels.addAll(labels(list.element()));
    } else if (type instanceof DataType.Struct struct) {
      struct.fields().forEach(field -> labels.addAll(labels(field.type())));
    }
    return labels;
  }

  private Scenario scenario(Scenario.Shape shape) {
    Scenario scenario = probe.subject().scenarios().get(shape);
    if (scenario == null) {
      throw new NotApplicable("no scenario " + shape + ": " + remedy(shape));
    }
    return scenario;
  }

  /** How one is provided, in a test and otherwise. */
  private static String remedy(Scenario.Shape shape) {
    String test = "scenario(…) in a test";
    return shape == Scenario.Shape.KNOWN
        ? test
        : "%s, [scenarios.%s] in conformance.toml"
            .formatted(test, shape.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private List<TableSchema> tables(Source source) {
    List<String> wanted = probe.subject().tables();
    List<TableSchema> tables =
        source.discover().stream()
            .filter(table -> wanted.isEmpty() || wanted.contains(table.name()))
            .toList();
    if (tables.isEmpty()) {
      throw new Finding(
          "the scenario has none of the tables",
          "discover() must give a table also when it is empty");
    }
    return tables;
  }

  /** The rows, which are the expected ones, if it is said which, and after which nothing comes. */
  private List<Row> read(Scenario.Shape shape, Source source, TableSchema table) {
    boolean resumed =
        shape != Scenario.Shape.KNOWN && probe.declares(Behaviour.RESUMABLE_AT_EVERY_BATCH);
    TableReader reader = resumed ? probe.reader().withCursors() : probe.reader();
    TableRead read = reader.read(source, table.name(), Optional.empty());
    read.cut()
        .ifPresent(
            most -> {
              throw new Finding(
                  "table '%s' in the scenario %s does not end: it gives more than %s"
                      .formatted(table.name(), shape, most),
                  "next() must give none at the end, also when there was nothing before it");
            });
    scenario(shape)
        .rowsOf(table.name())
        .map(rows -> rows.stream().map(Row::new).collect(Collectors.toList()))
        .flatMap(expected -> new RowDiff(table).ofBags(expected, read.rows()))
        .ifPresent(
            difference -> {
              throw new Finding(
                  "table '%s' in the scenario %s: %s".formatted(table.name(), shape, difference),
                  "Give the values as the service has them");
            });
    if (resumed) {
      Optional<Cursor> end = Optional.of(read.cursorAt(read.batches().size()));
      List<Row> more = probe.reader().read(source, table.name(), end).rows();
      if (!more.isEmpty()) {
        throw new Finding(
            "table '%s' in the scenario %s, resumed at its end, gives %d rows more"
                .formatted(table.name(), shape, more.size()),
            "The cursor of the end must give what is added later, and nothing else");
      }
    }
    return read.rows();
  }
}
