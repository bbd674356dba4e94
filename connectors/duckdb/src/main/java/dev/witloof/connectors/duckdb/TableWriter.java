package dev.witloof.connectors.duckdb;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the rows of one table within the transaction. Rows without a primary key go straight into
 * the table. Rows with one are staged in a temporary table, and {@link #merge()} moves the last row
 * of each key into the table with one DELETE and one INSERT: DuckDB's INSERT OR REPLACE reports
 * false duplicates when a transaction replaces a row twice and the table has a list.
 */
final class TableWriter {
  private final Database database;
  private final TableSchema schema;
  private final List<String> columns;
  private final String stage;

  /** Whether the table has the columns of the schema, as the current transaction sees it. */
  private boolean laidOut;

  private boolean staged;
  private boolean written;

  /**
   * @param number tells the stage of this table from those of others
   */
  TableWriter(Database database, TableSchema schema, int number) {
    this.database = database;
    this.schema = schema;
    this.columns = schema.fields().stream().map(Field::name).toList();
    this.stage = "temp.main._witloof_stage_" + number;
  }

  TableSchema schema() {
    return schema;
  }

  /** Creates or extends the table, unless this was done already. */
  void layOut() {
    if (!laidOut) {
      database.beginIfNeeded();
      TableLayout.ensure(database, schema);
      laidOut = true;
    }
  }

  void write(RecordBatch batch) {
    if (!batch.schema().fields().equals(schema.fields())) {
      throw new ConnectorException.SchemaIncompatible(
          "table \"" + schema.name() + "\": the batch has other columns than were prepared");
    }
    layOut();
    database.beginIfNeeded();
    written = true;
    String target = database.table(schema.name());
    if (!schema.primaryKey().isEmpty()) {
      createStage();
      target = stage;
    }
    String destination = target;
    long count =
        batch.withReader(rows -> database.insertStream(doing(), destination, columns, rows));
    if (count != batch.rowCount()) {
      throw new ConnectorException.Permanent(
          database.file()
              + ": DuckDB took "
              + count
              + " of the "
              + batch.rowCount()
              + " rows while "
              + doing());
    }
  }

  /** Moves staged rows into the table. */
  void merge() {
    if (!staged) {
      return;
    }
    String table = database.table(schema.name());
    String key = Sql.identifiers(schema.primaryKey());
    String sameKey =
        schema.primaryKey().stream()
            .map(Sql::identifier)
            .map(name -> "t." + name + " = s." + name)
            .collect(Collectors.joining(" AND "));
    String names = Sql.identifiers(columns);
    database.execute(
        doing(), "DELETE FROM " + table + " AS t USING " + stage + " AS s WHERE " + sameKey);
    // Row ids grow in the order of arrival: the greatest is the last.
    database.execute(
        doing(),
        "INSERT INTO %s (%s) SELECT %s FROM %s WHERE rowid IN (SELECT max(rowid) FROM %s GROUP BY %s)"
            .formatted(table, names, names, stage, stage, key));
    database.execute(doing(), "DROP TABLE " + stage);
    staged = false;
  }

  /** Refuses to be replaced while the transaction holds rows. */
  void requireNothingWritten() {
    if (written) {
      throw new IllegalStateException(
          "table \"" + schema.name() + "\" has rows; commit before preparing another schema");
    }
  }

  void committed() {
    written = false;
  }

  /** Forgets what a rolled back transaction did. */
  void rolledBack() {
    laidOut = false;
    staged = false;
    written = false;
  }

  private void createStage() {
    if (!staged) {
      database.execute(
          doing(), "CREATE TEMP TABLE " + stage + " (" + TableLayout.columns(schema) + ")");
      staged = true;
    }
  }

  private String doing() {
    return "writing table \"" + schema.name() + "\"";
  }
}
