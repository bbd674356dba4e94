package dev.witloof.conformance;

import java.time.Duration;

/**
 * What the tables of a source under test stay within, so that an endless one is found. Immutable.
 *
 * @param batches the most batches of one read of one table, at least 1
 * @param rows the most rows of it, at least 1
 * @param time the longest it takes, more than zero
 * @param resumedRows how many rows may be read in all to resume at every batch of a table; when
 *     that is not enough, the first and last boundaries are tried and others evenly between
 */
public record Bounds(int batches, long rows, Duration time, long resumedRows) {
  private static final Bounds DEFAULTS =
      new Bounds(1_000, 1_000_000, Duration.ofSeconds(30), 1_000_000);

  /**
   * @throws IllegalArgumentException when one of them is not positive
   */
  public Bounds {
    if (batches < 1 || rows < 1 || resumedRows < 1 || time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException(
          "bounds must be positive: %d batches, %d rows, %s, %d resumed rows"
              .formatted(batches, rows, time, resumedRows));
    }
  }

  /** 1,000 batches, 1,000,000 rows, 30 s; 1,000,000 rows resumed. */
  public static Bounds defaults() {
    return DEFAULTS;
  }
}
