package dev.witloof.conformance.kit;

import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.DestinationConformance;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.JdbcReadBack;
import dev.witloof.connector.ConnectorProvider;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The built-in DuckDB destination passes the kit. */
class DuckDbConformanceTest extends DestinationConformance {
  @TempDir static Path folder;

  @Override
  protected DestinationSubject destination() {
    Path file = folder.resolve("lake.duckdb");
    return DestinationSubject.of(
            ConnectorUnderTest.of(ConnectorProvider.named("duckdb").orElseThrow()),
            new JdbcReadBack("jdbc:duckdb:" + file))
        .config(Map.of("path", file.toString()))
        .build();
  }
}
