package dev.witloof.pipeline;

import java.time.Duration;
import java.util.Map;

/**
 * What a run did.
 *
 * @param tables committed progress by table, in order; a table that was not reached is absent
 * @param cancelled whether {@link PipelineRunner#cancel()} ended the run before the last table's
 *     end
 */
public record PipelineSummary(
    String pipeline, Map<String, TableProgress> tables, boolean cancelled, Duration elapsed) {
  /** Rows over all tables. */
  public long rows() {
    return tables.values().stream().mapToLong(TableProgress::rows).sum();
  }
}
