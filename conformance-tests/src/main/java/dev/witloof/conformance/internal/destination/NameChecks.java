package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Names of tables and columns that a service may take for something else. */
final class NameChecks {
  private static final List<String> WORDS =
      List.of("order", "select", "group", "from", "table", "user", "values", "index");

  private final DestinationProbe probe;

  private NameChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    NameChecks checks = new NameChecks(probe);
    return List.of(
        Check.of(
            "destination.words",
            "Columns may be named by words such as order, select and group",
            checks::words),
        Check.of(
            "destination.columns-alike",
            "Columns whose names differ in case only are kept apart, or refused as"
                + " schema-incompatible",
            checks::columns),
        Check.of(
            "destination.tables-alike",
            "Tables whose names differ in case or signs only are kept apart, or refused",
            checks::tables));
  }

  private void words() throws Exception {
    List<Field> fields = new ArrayList<>(List.of(DestinationProbe.ID));
    WORDS.forEach(word -> fields.add(new Field(word, new DataType.Int64(), true)));
    TableSchema table = new TableSchema(probe.newName("words"), fields, key());
    List<Object> values = new ArrayList<>();
    fields.forEach(field -> values.add((long) values.size()));
    List<Row> rows = List.of(new Row(values));
    probe.commit(table, rows);
    probe.requireVisible(
        table, rows, "with columns named by words of SQL", "Quote names wherever they are used");
  }

  private List<String> key() {
    return probe.declares(Behaviour.UPSERT) ? List.of("id") : List.of();
  }

  private void columns() throws Exception {
    Field upper = new Field("NAME", DestinationProbe.NAME.type(), true);
    TableSchema table =
        new TableSchema(
            probe.newName("columns"),
            List.of(DestinationProbe.ID, DestinationProbe.NAME, upper),
            key());
    List<Row> rows = List.of(new Row(List.of(1L, "small", "capital")));
    try {
      probe.commit(table, rows);
    } catch (ConnectorException.SchemaIncompatible refused) {
      return;
    }
    probe.requireVisible(
        table,
        rows,
        "with columns 'name' and 'NAME'",
        "Keep both, or refuse in prepare() what cannot be kept");
  }

  private void tables() throws Exception {
    keptApart("alike", "Alike");
    keptApart("point", "point.");
    keptApart("space", "space ");
    keptApart("a-b", "a_b");
  }

  private void keptApart(String name, String alike) throws Exception {
    String made = probe.newName("");
    TableSchema one = named(made + name);
    TableSchema other = named(made + alike);
    try (Destination destination = probe.open()) {
      destination.prepare(one);
      destination.prepare(other);
      DestinationProbe.write(destination, one, DestinationProbe.rows(0, 2));
      DestinationProbe.write(destination, other, DestinationProbe.rows(2, 5));
      destination.commit();
    } catch (ConnectorException.SchemaIncompatible | ConnectorException.Permanent refused) {
      return;
    }
    String remedy = "Tables of different names are different, or one of them is refused";
    probe.requireVisible(
        one, DestinationProbe.rows(0, 2), "beside '%s'".formatted(other.name()), remedy);
    probe.requireVisible(
        other, DestinationProbe.rows(2, 5), "beside '%s'".formatted(one.name()), remedy);
  }

  private TableSchema named(String name) {
    return new TableSchema(name, List.of(DestinationProbe.ID, DestinationProbe.NAME), key());
  }
}
