package dev.witloof.connector;

import java.util.List;

/** A table: its columns in order, and the columns of its primary key, empty when it has none. */
public record TableSchema(String name, List<Field> fields, List<String> primaryKey) {
  public TableSchema {
    fields = List.copyOf(fields);
    primaryKey = List.copyOf(primaryKey);
  }
}
