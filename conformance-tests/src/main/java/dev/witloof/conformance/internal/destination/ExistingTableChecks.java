package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables that are there already, and are not quite what is prepared. */
final class ExistingTableChecks {
  private static final String UNTOUCHED = "A refusal must leave the table as it was";
  private static final Field CODE = new Field("code", new DataType.Text(), false);

  private final DestinationProbe probe;

  private ExistingTableChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    ExistingTableChecks checks = new ExistingTableChecks(probe);
    return List.of(
        Check.of(
                "destination.other-key",
                "A table that exists with another key is written by the new one, or refused as"
                    + " schema-incompatible",
                checks::otherKey)
            .needing(Behaviour.UPSERT),
        Check.of(
            "destination.other-nullability",
            "A column that exists as not nullable takes nulls when it is prepared so, or is refused"
                + " as schema-incompatible",
            checks::otherNullability),
        Check.of(
            "destination.fewer-columns",
            "A column that exists and is not prepared keeps its values and gets nulls, or is refused"
                + " as schema-incompatible",
            checks::fewerColumns),
        Check.of(
                "destination.refused-columns",
                "A table whose schema was refused is as it was: it has none of the columns that were"
                    + " to be added",
                checks::refusedColumns)
            .needing(Behaviour.ADDED_COLUMNS));
  }

  private void otherKey() throws Exception {
    String name = probe.newName("key");
    List<Field> fields = List.of(DestinationProbe.ID, CODE, DestinationProbe.NAME);
    TableSchema byId = new TableSchema(name, fields, List.of("id"));
    TableSchema byCode = new TableSchema(name, fields, List.of("code"));
    Row one = new Row(List.of(1L, "a", "old"));
    Row two = new Row(List.of(2L, "b", "old"));
    probe.commit(byId, List.of(one, two));
    Row newer = new Row(List.of(3L, "a", "new"));
    try {
      probe.commit(byCode, List.of(newer));
    } catch (ConnectorException.SchemaIncompatible refused) {
      probe.requireVisible(byId, List.of(one, two), "after another key was refused", UNTOUCHED);
      return;
    }
    probe.requireVisible(
        byCode,
        List.of(newer, two),
        "which was there with the key [id],",
        "A row replaces the one of the key that was prepared last; refuse what cannot be");
  }

  private void otherNullability() throws Exception {
    String name = probe.newName("nullability");
    List<String> key = probe.declares(Behaviour.UPSERT) ? List.of("id") : List.of();
    Field nullable = new Field(CODE.name(), CODE.type(), true);
    TableSchema strict = new TableSchema(name, List.of(DestinationProbe.ID, CODE), key);
    TableSchema loose = new TableSchema(name, List.of(DestinationProbe.ID, nullable), key);
    Row full = new Row(List.of(1L, "a"));
    Row empty = new Row(Arrays.asList(2L, null));
    probe.commit(strict, List.of(full));
    try {
      probe.commit(loose, List.of(empty));
    } catch (ConnectorException.SchemaIncompatible refused) {
      probe.requireVisible(strict, List.of(full), "after nulls were refused", UNTOUCHED);
      return;
    }
    probe.requireVisible(
        loose,
        List.of(full, empty),
        "whose column 'code' was not nullable before",
        "A null must stay one: change the column, or refuse it in prepare()");
  }

  private void fewerColumns() throws Exception {
    TableSchema all = extended(probe.either("fewer"));
    TableSchema some = new TableSchema(all.name(), all.fields().subList(0, 2), all.primaryKey());
    Row old = new Row(List.of(1L, "name 1", "kept"));
    probe.commit(all, List.of(old));
    try {
      probe.commit(some, List.of(DestinationProbe.row(2, "name 2")));
    } catch (ConnectorException.SchemaIncompatible refused) {
      probe.requireVisible(all, List.of(old), "after fewer columns were refused", UNTOUCHED);
      return;
    }
    probe.requireVisible(
        all,
        List.of(old, new Row(Arrays.asList(2L, "name 2", null))),
        "prepared and written without its last column",
        "Leave the column and its values, or refuse the schema in prepare()");
  }

  /** Had it been added as a number, the column could not be added as a text. */
  private void refusedColumns() throws Exception {
    TableSchema plain = probe.either("plain");
    probe.commit(plain, DestinationProbe.rows(0, 1));
    try {
      requireAddable(plain);
    } catch (ConnectorException | Finding other) {
      throw new NotApplicable("columns cannot be added, as destination.evolution says");
    }
    TableSchema table = probe.either("refused");
    probe.commit(table, DestinationProbe.rows(0, 1));
    List<Field> fields =
        List.of(DestinationProbe.ID, number("early"), number("name"), number("late"));
    try (Destination destination = probe.open()) {
      destination.prepare(new TableSchema(table.name(), fields, table.primaryKey()));
    } catch (ConnectorException refused) {
      requireAddable(table);
      return;
    }
    throw new NotApplicable("another type of a column is not refused");
  }

  private static Field number(String name) {
    return new Field(name, new DataType.Int64(), true);
  }

  private void requireAddable(TableSchema table) throws Exception {
    List<Field> fields = new ArrayList<>(table.fields());
    fields.add(new Field("early", new DataType.Text(), true));
    fields.add(new Field("late", new DataType.Text(), true));
    TableSchema extended = new TableSchema(table.name(), fields, table.primaryKey());
    Row added = new Row(List.of(1L, "name 1", "added", "added"));
    try {
      probe.commit(extended, List.of(added));
    } catch (ConnectorException.SchemaIncompatible left) {
      throw new Finding(
          "a column of table '%s' that a refused schema would have added is there: %s"
              .formatted(table.name(), left.getMessage()),
          "Compare all columns before any is added, or take those back that were",
          left);
    }
    probe.requireVisible(
        extended,
        List.of(new Row(Arrays.asList(0L, "name 0", null, null)), added),
        "after a schema was refused and another prepared",
        UNTOUCHED);
  }

  private static TableSchema extended(TableSchema table) {
    List<Field> fields = new ArrayList<>(table.fields());
    fields.add(new Field("note", new DataType.Text(), true));
    return new TableSchema(table.name(), fields, table.primaryKey());
  }
}
