package dev.witloof.connectors.duckdb;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;

/** Batches to write and a second connection to look at what was written. */
final class TestDatabase {
  private TestDatabase() {}

  static final Field ID = new Field("id", new DataType.Int64(), false);
  static final Field VALUE = new Field("v", new DataType.Text(), true);

  /** A table of {@link #ID} and {@link #VALUE}. */
  static TableSchema table(String name, String... primaryKey) {
    return new TableSchema(name, List.of(ID, VALUE), List.of(primaryKey));
  }

  /** Rows {@code from} to {@code to}, exclusive, whose values are the prefix and the id. */
  static RecordBatch rows(TableSchema schema, long from, long to, String prefix) {
    return RecordBatch.build(
        schema,
        root -> {
          BigIntVector ids = (BigIntVector) root.getVector(0);
          VarCharVector values = (VarCharVector) root.getVector(1);
          int count = (int) (to - from);
          for (int row = 0; row < count; row++) {
            ids.setSafe(row, from + row);
            values.setSafe(row, (prefix + (from + row)).getBytes(StandardCharsets.UTF_8));
          }
          root.setRowCount(count);
        });
  }

  static void write(
      DuckDbDestination destination, TableSchema schema, long from, long to, String prefix) {
    try (RecordBatch batch = rows(schema, from, to, prefix)) {
      destination.write(schema.name(), batch);
    }
  }

  /** The rows of a query, each joined by bars. */
  static List<String> query(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> results = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        results.add(String.join("|", values));
      }
      return results;
    }
  }

  static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
