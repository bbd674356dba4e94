package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sample destinations write to, as everybody sees it. */
final class MemoryLake {
  final Map<String, Table> tables = new HashMap<>();
  final Map<String, Cursor> cursors = new HashMap<>();

  /** Where no destination should keep anything. */
  final Map<String, List<Row>> shared = new HashMap<>();

  /** A table with the rows that were committed. */
  static final class Table {
    TableSchema schema;
    List<Row> rows = new ArrayList<>();

    Table(TableSchema schema) {
      this.schema = schema;
    }
  }

  /** The rows of a table, with null in columns that they lack. */
  List<List<@Nullable Object>> rows(TableSchema asked) {
    Table table = tables.get(asked.name());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (table == null) {
      return rows;
    }
    List<String> names = table.schema.fields().stream().map(Field::name).toList();
    for (Row row : table.rows) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Field field : asked.fields()) {
        int column = names.indexOf(field.name());
        values.add(column < 0 || column >= row.values().size() ? null : row.get(column));
      }
      rows.add(values);
    }
    return rows;
  }
}
