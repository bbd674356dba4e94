package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.watch.GivenUp;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code discover()} says. */
final class DiscoverChecks {
  private final SourceProbe probe;

  private DiscoverChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    DiscoverChecks checks = new DiscoverChecks(probe);
    return List.of(
        Check.of(
            "discover.valid",
            "discover() gives tables with unique names, whose keys are columns without nulls",
            checks::valid),
        Check.of(
            "discover.stable",
            "discover() gives the same tables each time, in every source, before and after reading",
            checks::stable),
        Check.of("discover.keys", "A table has a primary key, as declared", checks::keys)
            .needing(Behaviour.PRIMARY_KEYS),
        Check.of("discover.no-keys", "No table has a primary key, as declared", checks::noKeys)
            .excluding(Behaviour.PRIMARY_KEYS),
        Check.of("discover.nested", "A table has a list or struct, as declared", checks::nested)
            .needing(Behaviour.NESTED_TYPES),
        Check.of("discover.flat", "No table has a list or struct, as declared", checks::flat)
            .excluding(Behaviour.NESTED_TYPES));
  }

  /** What a single table must be is checked when its {@link TableSchema} is made. */
  private void valid() {
    List<TableSchema> tables;
    try (Source source = probe.open()) {
      tables = source.discover();
    } catch (GivenUp over) {
      throw over;
    } catch (RuntimeException | Error failure) {
      throw new Finding(
          "discover() fails: " + failure, "It must give every table that can be opened", failure);
    }
    Set<String> names = new HashSet<>();
    for (TableSchema table : tables) {
      if (!names.add(table.name())) {
        throw new Finding(
            "discover() gives two tables named '" + table.name() + "'",
            "Make the names unique: a table is opened by its name");
      }
    }
    if (tables.isEmpty()) {
      throw new Finding(
          "discover() gives no table", "Test with a configuration in which there is one");
    }
    for (String wanted : probe.subject().tables()) {
      if (!names.contains(wanted)) {
        throw new Finding(
            "discover() gives no table '%s', which is to be tested; it gives %s"
                .formatted(wanted, names),
            "Correct the name in the test, or offer the table");
      }
    }
  }

  private void stable() {
    TableSchema table = probe.tables().get(0);
    probe.beginning(table);
    try (Source source = probe.open()) {
      List<TableSchema> first = source.discover();
      requireSame(first, source.discover(), "the second discover() of one source");
      try (ReadHandle handle = source.open(table.name(), Optional.empty())) {
        handle.next().ifPresent(RecordBatch::close);
      }
      requireSame(
          first, source.discover(), "discover() after table '%s' was read".formatted(table.name()));
      try (Source other = probe.open()) {
        requireSame(first, other.discover(), "discover() of a second source");
      }
    }
  }

  private static void requireSame(List<TableSchema> first, List<TableSchema> again, String what) {
    if (!first.equals(again)) {
      throw new Finding(
          "%s gives other tables than the first: %s".formatted(what, difference(first, again)),
          "It must give the same tables in the same order as long as the service offers the same");
    }
  }

  private static String difference(List<TableSchema> first, List<TableSchema> again) {
    List<String> names = first.stream().map(TableSchema::name).toList();
    List<String> others = again.stream().map(TableSchema::name).toList();
    if (!names.equals(others)) {
      return names + ", then " + others;
    }
    for (int i = 0; i < first.size(); i++) {
      if (!first.get(i).equals(again.get(i))) {
        return SchemaDifference.of(first.get(i), again.get(i));
      }
    }
    throw new IllegalArgumentException("the tables are equal");
  }

  private void keys() {
    if (probe.tables().stream().allMatch(table -> table.primaryKey().isEmpty())) {
      throw new Finding(
          "no table has a primary key, but PRIMARY_KEYS is declared",
          "Give a table its key, or declare the behaviour absent");
    }
  }

  private void noKeys() {
    for (TableSchema table : probe.tables()) {
      if (!table.primaryKey().isEmpty()) {
        throw new Finding(
            "table '%s' has the primary key %s, but PRIMARY_KEYS is declared absent"
                .formatted(table.name(), table.primaryKey()),
            "Declare the behaviour, or leave the key out");
      }
    }
  }

  private void nested() {
    if (probe.tables().stream()
        .noneMatch(table -> table.fields().stream().anyMatch(DiscoverChecks::isNested))) {
      throw new Finding(
          "no table has a list or struct, but NESTED_TYPES is declared",
          "Declare the behaviour absent, or test a table that has one");
    }
  }

  private void flat() {
    for (TableSchema table : probe.tables()) {
      for (Field field : table.fields()) {
        if (isNested(field)) {
          throw new Finding(
              "column '%s' of table '%s' is a %s, but NESTED_TYPES is declared absent"
                  .formatted(field.name(), table.name(), field.type().label()),
              "Declare the behaviour");
        }
      }
    }
  }

  private static boolean isNested(Field field) {
    return field.type() instanceof DataType.ListOf || field.type() instanceof DataType.Struct;
  }
}
