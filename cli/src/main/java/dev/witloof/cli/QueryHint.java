package dev.witloof.cli;

import dev.witloof.pipeline.ConnectorReference;
import dev.witloof.pipeline.Pipeline;
import dev.witloof.pipeline.PipelineSummary;
import java.nio.file.Path;
import java.util.Optional;

/** A command that shows what arrived. */
final class QueryHint {
  private static final ConnectorReference DUCKDB = new ConnectorReference.OfName("duckdb");

  private QueryHint() {}

  /** A DuckDB query over the first table; empty for another destination, or without tables. */
  static Optional<String> of(Pipeline pipeline, PipelineSummary summary) {
    String path = pipeline.destination().config().get("path");
    if (path == null || !pipeline.destination().connector().equals(DUCKDB)) {
      return Optional.empty();
    }
    Path file = pipeline.folder().resolve(path).normalize();
    return summary.tables().keySet().stream()
        .findFirst()
        .map(
            table ->
                "duckdb %s %s"
                    .formatted(
                        quote(file.toString()),
                        quote("SELECT * FROM \"" + table.replace("\"", "\"\"") + "\" LIMIT 10")));
  }

  /** Quoted for a shell. */
  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
