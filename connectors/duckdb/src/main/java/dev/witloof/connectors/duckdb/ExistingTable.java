package dev.witloof.connectors.duckdb;

import dev.witloof.connector.ConnectorException;
import java.util.List;
import java.util.Optional;

/**
 * A table as the database has it.
 *
 * @param columns in order
 * @param primaryKey names of the key's columns, empty when there is none
 */
record ExistingTable(List<Column> columns, List<String> primaryKey) {

  record Column(String name, String type, boolean nullable) {}

  ExistingTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /**
   * The table of that name; empty when there is none.
   *
   * @throws ConnectorException.SchemaIncompatible when the name is that of a view
   */
  static Optional<ExistingTable> find(Database database, String name) {
    String doing = "looking for table \"" + name + "\"";
    String where =
        "() WHERE database_name = ? AND schema_name = 'main' AND lower(%s_name) = lower(?)";
    boolean view =
        !database
            .query(
                doing,
                row -> row.getString(1),
                "SELECT view_name FROM duckdb_views" + where.formatted("view"),
                database.catalog(),
                name)
            .isEmpty();
    if (view) {
      throw new ConnectorException.SchemaIncompatible(
          database.file() + ": \"" + name + "\" is a view; drop it, or rename the table");
    }
    List<Column> columns =
        database.query(
            doing,
            row -> new Column(row.getString(1), row.getString(2), row.getBoolean(3)),
            "SELECT column_name, data_type, is_nullable FROM duckdb_columns"
                + where.formatted("table")
                + " ORDER BY column_index",
            database.catalog(),
            name);
    List<String> primaryKey =
        database.query(
            doing,
            row -> row.getString(1),
            "SELECT unnest(constraint_column_names) FROM duckdb_constraints"
                + where.formatted("table")
                + " AND constraint_type = 'PRIMARY KEY'",
            database.catalog(),
            name);
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(new ExistingTable(columns, primaryKey));
  }
}
