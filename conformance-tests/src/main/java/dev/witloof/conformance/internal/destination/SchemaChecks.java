package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.internal.Refusals;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables that are not there, are there with other columns, or cannot be. */
final class SchemaChecks {
  private static final String UNTOUCHED = "A refusal must leave the table as it was";

  private final DestinationProbe probe;

  private SchemaChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    SchemaChecks checks = new SchemaChecks(probe);
    return List.of(
        Check.of(
            "destination.unprepared",
            "Writing to a table that was not prepared is refused as permanent",
            checks::unprepared),
        Check.of(
            "destination.unprepared-here",
            "A table that another destination prepared is not prepared: writing to it is refused as"
                + " permanent",
            checks::unpreparedHere),
        Check.of(
            "destination.other-batch",
            "A batch with other columns than were prepared is refused, and nothing of it is left",
            checks::otherBatch),
        Check.of(
            "destination.other-type",
            "A table that exists with another type of a column is refused as schema-incompatible",
            checks::otherType),
        Check.of(
            "destination.column-order",
            "A table that exists with its columns in another order gets each value into its column,"
                + " or refuses it as schema-incompatible",
            checks::columnOrder),
        Check.of(
                "destination.evolution",
                "A table gets the nullable column that it lacks; rows that were there have null",
                checks::evolution)
            .needing(Behaviour.ADDED_COLUMNS),
        Check.of(
                "destination.no-evolution",
                "A column that a table lacks is refused as schema-incompatible, as declared",
                checks::noEvolution)
            .excluding(Behaviour.ADDED_COLUMNS),
        Check.of(
                "destination.flat",
                "Lists and structs are refused as schema-incompatible, as declared",
                checks::flat)
            .excluding(Behaviour.NESTED_TYPES));
  }

  private void unprepared() {
    TableSchema table = probe.either("unprepared");
    try (Destination destination = probe.open()) {
      Refusals.permanent(
          "write() to table '" + table.name() + "', which was not prepared,",
          "Refuse it as permanent, naming the table",
          () -> DestinationProbe.write(destination, table, DestinationProbe.rows(0, 1)));
    }
  }

  private void unpreparedHere() throws Exception {
    TableSchema table = probe.either("elsewhere");
    try (Destination one = probe.open();
        Destination other = probe.open()) {
      one.prepare(table);
      requireUnprepared(other, table, "which another destination prepared,");
      DestinationProbe.write(one, table, DestinationProbe.rows(0, 3));
      one.commit();
    }
    try (Destination later = probe.open()) {
      requireUnprepared(later, table, "which a destination prepared that is closed,");
    }
    probe.requireVisible(
        table,
        DestinationProbe.rows(0, 3),
        "after destinations that did not prepare it",
        UNTOUCHED);
  }

  private static void requireUnprepared(Destination destination, TableSchema table, String which) {
    Refusals.permanent(
        "write() to table '%s', %s".formatted(table.name(), which),
        "Keep which tables are prepared in the destination, not in a static nor in the service",
        () -> DestinationProbe.write(destination, table, DestinationProbe.rows(3, 6)));
    destination.abort();
  }

  private void otherBatch() throws Exception {
    TableSchema table = probe.either("batch");
    Field number = new Field("name", new DataType.Int64(), true);
    Field more = new Field("more", new DataType.Int64(), true);
    List<Field> fields = table.fields();
    refused(
        table,
        "whose column 'name' is int64, where it was prepared as string,",
        List.of(fields.get(0), number),
        List.of(1L, 2L));
    refused(
        table,
        "with a column 'more' that was not prepared",
        List.of(fields.get(0), fields.get(1), more),
        List.of(1L, "name", 2L));
    refused(table, "without the column 'name'", List.of(fields.get(0)), List.of(1L));
  }

  private void refused(TableSchema table, String what, List<Field> fields, List<Object> values)
      throws Exception {
    TableSchema other = new TableSchema(table.name(), fields, table.primaryKey());
    try (Destination destination = probe.open()) {
      destination.prepare(table);
      Refusals.require(
          List.of(ConnectorException.SchemaIncompatible.class, ConnectorException.Permanent.class),
          "a batch for table '%s' %s".formatted(table.name(), what),
          "Compare each batch with what was prepared",
          () -> DestinationProbe.write(destination, other, List.of(new Row(values))));
      destination.abort();
    }
    probe.requireVisible(table, List.of(), "after a refused batch", UNTOUCHED);
  }

  private void otherType() throws Exception {
    TableSchema table = probe.either("type");
    probe.commit(table, DestinationProbe.rows(0, 3));
    Field number = new Field("name", new DataType.Int64(), true);
    TableSchema other =
        new TableSchema(table.name(), List.of(DestinationProbe.ID, number), table.primaryKey());
    try (Destination destination = probe.open()) {
      Refusals.incompatible(
          "prepare() of table '%s' with an int64 column 'name', which is there as string,"
              .formatted(table.name()),
          "Refuse it, naming the column and both types",
          () -> destination.prepare(other));
      destination.abort();
    }
    probe.requireVisible(
        table, DestinationProbe.rows(0, 3), "after another type was refused", UNTOUCHED);
  }

  private void columnOrder() throws Exception {
    TableSchema table = probe.either("order");
    Field note = new Field("note", new DataType.Text(), true);
    TableSchema three =
        new TableSchema(
            table.name(),
            List.of(DestinationProbe.ID, DestinationProbe.NAME, note),
            table.primaryKey());
    TableSchema turned =
        new TableSchema(
            table.name(),
            List.of(note, DestinationProbe.NAME, DestinationProbe.ID),
            table.primaryKey());
    Row first = new Row(List.of(1L, "name", "note"));
    probe.commit(three, List.of(first));
    try {
      probe.commit(turned, List.of(new Row(List.of("other note", "other name", 2L))));
    } catch (ConnectorException.SchemaIncompatible refused) {
      probe.requireVisible(three, List.of(first), "after another order was refused", UNTOUCHED);
      return;
    }
    probe.requireVisible(
        three,
        List.of(first, new Row(List.of(2L, "other name", "other note"))),
        "written with its columns in another order",
        "Columns are known by their names, not by their places");
  }

  private static TableSchema extended(TableSchema table) {
    List<Field> fields = new ArrayList<>(table.fields());
    fields.add(new Field("added", new DataType.Text(), true));
    return new TableSchema(table.name(), fields, table.primaryKey());
  }

  private void evolution() throws Exception {
    for (TableSchema table : probe.both("evolution")) {
      probe.commit(table, DestinationProbe.rows(0, 2));
      TableSchema extended = extended(table);
      Row row = new Row(List.of(2L, "name 2", "new"));
      probe.commit(extended, List.of(row));
      probe.requireVisible(
          extended,
          List.of(
              new Row(Arrays.asList(0L, "name 0", null)),
              new Row(Arrays.asList(1L, "name 1", null)),
              row),
          "with a column added",
          "Add the column; rows that were there have null in it");
    }
  }

  private void noEvolution() throws Exception {
    TableSchema table = probe.either("evolution");
    probe.commit(table, DestinationProbe.rows(0, 2));
    try (Destination destination = probe.open()) {
      Refusals.incompatible(
          "prepare() of table '%s' with a column that it lacks, with ADDED_COLUMNS declared absent,"
              .formatted(table.name()),
          "Refuse it, naming the column",
          () -> destination.prepare(extended(table)));
      destination.abort();
    }
    probe.requireVisible(
        table, DestinationProbe.rows(0, 2), "after a column was refused", UNTOUCHED);
  }

  private void flat() {
    List<String> key = probe.declares(Behaviour.UPSERT) ? List.of("id") : List.of();
    for (DataType type :
        List.of(
            new DataType.ListOf(new DataType.Int64()),
            new DataType.Struct(List.of(new Field("a", new DataType.Int64(), true))))) {
      TableSchema table =
          new TableSchema(
              probe.newName("flat"),
              List.of(DestinationProbe.ID, new Field("nested", type, true)),
              key);
      try (Destination destination = probe.open()) {
        Refusals.incompatible(
            "prepare() of a table with a %s, with NESTED_TYPES declared absent,"
                .formatted(type.label()),
            "Refuse what cannot be kept, naming the column",
            () -> destination.prepare(table));
      }
    }
  }
}
