package dev.witloof.conformance.internal.warehouse;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables in memory, and the transactions by which rows get into them. Thread-safe. */
public final class Storage {
  private final Map<String, Table> tables = new HashMap<>();
  private final Map<String, Map<String, List<Row>>> transactions = new HashMap<>();

  /** A table with the rows that were committed, which may lack the columns that were added last. */
  private static final class Table {
    private TableSchema schema;
    private List<Row> rows = new ArrayList<>();

    Table(TableSchema schema) {
      this.schema = schema;
    }
  }

  /**
   * Makes a table, or adds the nullable columns at its end that it lacks.
   *
   * @throws ConnectorException.SchemaIncompatible when it is there with others
   */
  public synchronized void prepare(TableSchema schema) {
    Table table = tables.computeIfAbsent(schema.name(), name -> new Table(schema));
    int known = table.schema.fields().size();
    List<Field> fields = schema.fields();
    boolean fits =
        fields.size() >= known
            && fields.subList(0, known).equals(table.schema.fields())
            && fields.subList(known, fields.size()).stream().allMatch(Field::nullable)
            && schema.primaryKey().equals(table.schema.primaryKey());
    if (!fits) {
      throw new ConnectorException.SchemaIncompatible(
          "the table '%s' is there as %s".formatted(schema.name(), table.schema));
    }
    table.schema = schema;
  }

  /**
   * Stages the rows of an Arrow IPC stream.
   *
   * @throws ConnectorException.SchemaIncompatible when its columns are not those of the table
   * @throws ConnectorException.Permanent when there is no such table
   */
  public synchronized void stage(String transaction, String name, byte[] stream) {
    Table table = tables.get(name);
    if (table == null) {
      throw new ConnectorException.Permanent("there is no table '" + name + "'");
    }
    try (RecordBatch batch = RecordBatch.ofIpc(stream, table.schema)) {
      transactions
          .computeIfAbsent(transaction, number -> new LinkedHashMap<>())
          .computeIfAbsent(name, staged -> new ArrayList<>())
          .addAll(Rows.of(batch));
    }
  }

  /**
   * Shows all that is staged; a transaction that is not known, or no longer, has nothing staged.
   */
  public synchronized void commit(String transaction) {
    Map<String, List<Row>> staged = transactions.remove(transaction);
    if (staged != null) {
      staged.forEach((name, rows) -> merge(tables.get(name), rows));
    }
  }

  private static void merge(Table table, List<Row> rows) {
    table.rows.addAll(rows);
    List<Integer> key = Rows.key(table.schema);
    if (!key.isEmpty()) {
      Map<Row, Row> byKey = new LinkedHashMap<>();
      table.rows.forEach(row -> byKey.put(row.project(key), row));
      table.rows = new ArrayList<>(byKey.values());
    }
  }

  /** Drops all that is staged. */
  public synchronized void abort(String transaction) {
    transactions.remove(transaction);
  }

  /** The rows of a table, with null in columns that they lack; none when there is no such table. */
  public synchronized List<List<@Nullable Object>> rows(TableSchema asked) {
    Table table = tables.get(asked.name());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (table != null) {
      List<String> names = table.schema.fields().stream().map(Field::name).toList();
      List<Integer> columns =
          asked.fields().stream().map(field -> names.indexOf(field.name())).toList();
      table.rows.forEach(row -> rows.add(chosen(row, columns)));
    }
    return rows;
  }

  private static List<@Nullable Object> chosen(Row row, List<Integer> columns) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int column : columns) {
      values.add(column < 0 || column >= row.values().size() ? null : row.get(column));
    }
    return values;
  }
}
