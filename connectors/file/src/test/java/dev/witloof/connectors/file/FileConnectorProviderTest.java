package dev.witloof.connectors.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConnectorProviderTest {
  @TempDir Path folder;

  @Test
  void isFoundByName() throws IOException {
    Path file = Files.writeString(folder.resolve("people.csv"), "name\nAda\n");
    ConnectorProvider provider = ConnectorProvider.named("file").orElseThrow();
    assertEquals(ConnectorKind.SOURCE, provider.kind());
    try (Source source = provider.openSource(Map.of("path", file.toString()))) {
      assertEquals("people", source.discover().get(0).name());
    }
    assertThrows(ConnectorException.Permanent.class, () -> provider.openDestination(Map.of()));
  }
}
