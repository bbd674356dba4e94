package dev.witloof.connectors.duckdb;

import dev.witloof.connector.ConnectorException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes identifiers and literals so that no name can end them early. */
final class Sql {
  private Sql() {}

  /**
   * The name as a quoted identifier.
   *
   * @throws ConnectorException.SchemaIncompatible when DuckDB has no identifier of that name
   */
  static String identifier(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new ConnectorException.SchemaIncompatible(
          "the name \"" + name.replace("\0", "\\u0000") + "\" holds a NUL, which DuckDB refuses");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The names as quoted identifiers, separated by commas. */
  static String identifiers(Collection<String> names) {
    return names.stream().map(Sql::identifier).collect(Collectors.joining(", "));
  }
}
