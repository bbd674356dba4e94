package dev.witloof.readme;

import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.engine.CompileCache;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LoadedConnector;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The README's first example. */
final class Embedding {
  private Embedding() {}

  static long countRows(Path connectorFile) {
    long rows = 0;
    // README: embed
    try (ConnectorRuntime runtime = ConnectorRuntime.create();
        LoadedConnector connector = runtime.load(connectorFile, Grants.none());
        Source source = connector.source(Map.of());
        ReadHandle numbers = source.open("numbers", Optional.empty())) {
      for (Optional<RecordBatch> next = numbers.next(); next.isPresent(); next = numbers.next()) {
        try (RecordBatch batch = next.get()) {
          rows += batch.rowCount();
        }
      }
    }
    // end
    return rows;
  }

  static LoadReport loadKept(Path connectorFile, Path directory) {
    // README: cache
    CompileCache cache = CompileCache.at(directory, 1L << 30);
    ConnectorRuntime runtime = ConnectorRuntime.builder().compileCache(cache).build();
    // end
    try (runtime;
        LoadedConnector connector = runtime.load(connectorFile, Grants.none())) {
      return connector.report().orElseThrow();
    }
  }
}
