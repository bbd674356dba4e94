package dev.witloof.connectors.duckdb;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Registers the DuckDB destination under the name {@code duckdb}. Its one setting is {@code path},
 * the database file, which is created when it does not exist.
 */
public final class DuckDbConnectorProvider implements ConnectorProvider {
  private static final String PATH = "path";

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public Set<String> pathSettings() {
    return Set.of(PATH);
  }

  @Override
  public ConnectorKind kind() {
    return ConnectorKind.DESTINATION;
  }

  @Override
  public Destination openDestination(Map<String, String> config) {
    for (String name : new TreeSet<>(config.keySet())) {
      if (!name.equals(PATH)) {
        throw new ConnectorException.Permanent(
            "duckdb connector: unknown option \"" + name + "\"; the only option is path");
      }
    }
    String path = config.getOrDefault(PATH, "");
    if (path.isBlank()) {
      throw new ConnectorException.Permanent(
          "duckdb connector: option path is missing; set it to a database file");
    }
    try {
      return DuckDbDestination.open(Path.of(path));
    } catch (InvalidPathException e) {
      throw new ConnectorException.Permanent("option path: " + e.getMessage(), e);
    }
  }
}
