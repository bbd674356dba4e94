package dev.witloof.connectors.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbConnectorProviderTest {
  @TempDir Path folder;

  private final ConnectorProvider provider = ConnectorProvider.named("duckdb").orElseThrow();

  @Test
  void opensTheFileOfItsPath() {
    Path file = folder.resolve("out.duckdb");
    assertEquals(ConnectorKind.DESTINATION, provider.kind());
    try (Destination destination = provider.openDestination(Map.of("path", file.toString()))) {
      destination.commit();
    }
    assertTrue(Files.isRegularFile(file));
  }

  @Test
  void refusesOtherSettings() {
    assertProblem(Map.of(), "duckdb connector: option path is missing; set it to a database file");
    assertProblem(
        Map.of("path", "x", "file", "y"),
        "duckdb connector: unknown option \"file\"; the only option is path");
  }

  private void assertProblem(Map<String, String> config, String problem) {
    var error =
        assertThrows(ConnectorException.Permanent.class, () -> provider.openDestination(config));
    assertEquals(problem, error.getMessage());
  }
}
