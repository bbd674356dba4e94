package dev.witloof.conformance;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the tables of a database, by a connection of its own each time. Names are quoted as in
 * standard SQL. The database's driver must be on the class path.
 */
public final class JdbcReadBack implements ReadBack {
  private final String url;

  /**
   * @param url such as {@code jdbc:duckdb:lake.duckdb}
   */
  public JdbcReadBack(String url) {
    this.url = url;
  }

  @Override
  public List<List<@Nullable Object>> rows(TableSchema table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      if (exists(connection, table.name())) {
        String columns =
            table.fields().stream()
                .map(field -> quoted(field.name()))
                .collect(Collectors.joining(", "));
        String query = "SELECT " + columns + " FROM " + quoted(table.name());
        try (ResultSet results = statement.executeQuery(query)) {
          while (results.next()) {
            rows.add(row(results, table.fields()));
          }
        }
      }
      return rows;
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (ResultSet found = connection.getMetaData().getTables(null, null, table, null)) {
      return found.next();
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static List<@Nullable Object> row(ResultSet results, List<Field> fields)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      DataType type = fields.get(i).type();
      values.add(
          type instanceof DataType.Bytes
              ? results.getBytes(i + 1)
              : value(type, results.getObject(i + 1)));
    }
    return values;
  }

  private static @Nullable Object value(DataType type, @Nullable Object value) throws SQLException {
    if (value == null) {
      return null;
    } else if (type instanceof DataType.TimestampMillis) {
      return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
    } else if (type instanceof DataType.Bytes) {
      return bytes((Blob) value);
    } else if (type instanceof DataType.Json) {
      return value.toString();
    } else if (type instanceof DataType.ListOf list) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Object element : (Object[]) ((Array) value).getArray()) {
        values.add(value(list.element(), element));
      }
      return values;
    } else if (type instanceof DataType.Struct struct) {
      List<@Nullable Object> values = new ArrayList<>();
      Object[] members = ((Struct) value).getAttributes();
      for (int i = 0; i < members.length; i++) {
        values.add(value(struct.fields().get(i).type(), members[i]));
      }
      return values;
    }
    return value;
  }

  private static byte[] bytes(Blob blob) throws SQLException {
    return blob.getBytes(1, (int) blob.length());
  }
}
