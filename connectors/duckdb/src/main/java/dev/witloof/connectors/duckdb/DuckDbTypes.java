package dev.witloof.connectors.duckdb;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import java.util.stream.Collectors;

/** The DuckDB type of each data type. */
final class DuckDbTypes {
  private DuckDbTypes() {}

  /** The type as SQL writes it. */
  static String sql(DataType type) {
    if (type instanceof DataType.Bool) {
      return "BOOLEAN";
    } else if (type instanceof DataType.Int32) {
      return "INTEGER";
    } else if (type instanceof DataType.Int64) {
      return "BIGINT";
    } else if (type instanceof DataType.Float64) {
      return "DOUBLE";
    } else if (type instanceof DataType.Text) {
      return "VARCHAR";
    } else if (type instanceof DataType.Bytes) {
      return "BLOB";
    } else if (type instanceof DataType.TimestampMillis) {
      return "TIMESTAMP WITH TIME ZONE";
    } else if (type instanceof DataType.Json) {
      return "JSON";
    } else if (type instanceof DataType.ListOf list) {
      return sql(list.element()) + "[]";
    } else if (type instanceof DataType.Struct struct) {
      return struct.fields().stream()
          .map(DuckDbTypes::member)
          .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }
    throw new IllegalArgumentException("unknown data type " + type);
  }

  /** Whether DuckDB can index the type, which a primary key needs. */
  static boolean isKey(DataType type) {
    return !(type instanceof DataType.ListOf || type instanceof DataType.Struct);
  }

  private static String member(Field field) {
    return Sql.identifier(field.name()) + " " + sql(field.type());
  }
}
