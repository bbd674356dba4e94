package dev.witloof.pipeline;

/**
 * What a run has read of one table. After a failure the counts fall back to what was committed, as
 * the rest is read again.
 *
 * @param bytes Arrow bytes
 */
public record TableProgress(long rows, long bytes, long batches) {
  /** Nothing read. */
  public static final TableProgress NONE = new TableProgress(0, 0, 0);

  TableProgress plus(long moreRows, long moreBytes) {
    return new TableProgress(rows + moreRows, bytes + moreBytes, batches + 1);
  }
}
