package dev.witloof.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorProviderTest {

  /** Registered in the test resources. */
  public static final class Empty implements ConnectorProvider {
    @Override
    public String name() {
      return "empty";
    }

    @Override
    public ConnectorKind kind() {
      return ConnectorKind.SOURCE;
    }

    @Override
    public Source openSource(Map<String, String> config) {
      return new Source() {
        @Override
        public List<TableSchema> discover() {
          return List.of();
        }

        @Override
        public ReadHandle open(String table, Optional<Cursor> cursor) {
          throw new ConnectorException.Permanent("no such table: " + table);
        }
      };
    }
  }

  @Test
  void providersAreFoundByName() {
    assertInstanceOf(Empty.class, ConnectorProvider.named("empty").orElseThrow());
    assertTrue(ConnectorProvider.named("other").isEmpty());
  }

  @Test
  void whatAConnectorIsNotIsRefused() {
    ConnectorProvider empty = ConnectorProvider.named("empty").orElseThrow();
    try (Source source = empty.openSource(Map.of())) {
      assertEquals(List.of(), source.discover());
    }
    assertEquals(
        "connector 'empty' is not a destination",
        assertThrows(ConnectorException.Permanent.class, () -> empty.openDestination(Map.of()))
            .getMessage());
  }

  @Test
  void kindsKnowTheirInterfaces() {
    assertTrue(ConnectorKind.BOTH.isSource() && ConnectorKind.BOTH.isDestination());
    assertTrue(ConnectorKind.SOURCE.isSource() && !ConnectorKind.SOURCE.isDestination());
    assertTrue(!ConnectorKind.DESTINATION.isSource() && ConnectorKind.DESTINATION.isDestination());
  }
}
