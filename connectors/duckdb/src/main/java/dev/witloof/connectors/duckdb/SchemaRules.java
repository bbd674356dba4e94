package dev.witloof.connectors.duckdb;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a schema needs so that DuckDB can hold it. */
final class SchemaRules {
  private SchemaRules() {}

  /**
   * Checks names and types.
   *
   * @throws ConnectorException.SchemaIncompatible naming the table and column that DuckDB cannot
   *     hold
   */
  static void check(TableSchema schema) {
    String table = "table \"" + schema.name() + "\"";
    Sql.identifier(schema.name());
    if (CursorTable.NAME.equalsIgnoreCase(schema.name())) {
      throw new ConnectorException.SchemaIncompatible(
          table + ": the name is kept for cursors; rename the table");
    }
    checkNames(table, schema.fields());
    for (Field field : schema.fields()) {
      if (schema.primaryKey().contains(field.name()) && !DuckDbTypes.isKey(field.type())) {
        throw new ConnectorException.SchemaIncompatible(
            table + ": a list or struct cannot be a primary key: column \"" + field.name() + "\"");
      }
    }
  }

  private static void checkNames(String owner, List<Field> fields) {
    Map<String, String> seen = new HashMap<>();
    for (Field field : fields) {
      Sql.identifier(field.name());
      String other = seen.put(field.name().toLowerCase(Locale.ROOT), field.name());
      if (other != null) {
        throw new ConnectorException.SchemaIncompatible(
            owner
                + ": \""
                + other
                + "\" and \""
                + field.name()
                + "\" are one name in DuckDB, which ignores case; rename one");
      }
      checkType(owner + ": column \"" + field.name() + "\"", field.type());
    }
  }

  private static void checkType(String owner, DataType type) {
    if (type instanceof DataType.ListOf list) {
      checkType(owner, list.element());
    } else if (type instanceof DataType.Struct struct) {
      checkNames(owner, struct.fields());
    }
  }
}
