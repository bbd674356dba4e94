package dev.witloof.pipeline;

import java.time.Duration;

/**
 * When the runner commits: as soon as one of the three is reached since the last commit, and always
 * at the end of a table. What is not committed is read again after a crash.
 *
 * @param rows at least 1
 * @param bytes at least 1
 * @param interval looked at after each batch; zero commits every batch
 */
public record CheckpointPolicy(long rows, long bytes, Duration interval) {
  /** 100,000 rows, 64 MiB or 10 seconds. */
  public static final CheckpointPolicy DEFAULT =
      new CheckpointPolicy(100_000, 64L << 20, Duration.ofSeconds(10));

  public CheckpointPolicy {
    if (rows < 1 || bytes < 1 || interval.isNegative()) {
      throw new IllegalArgumentException(
          "a checkpoint needs rows and bytes of at least 1 and an interval that is not negative: "
              + rows
              + " rows, "
              + bytes
              + " bytes, "
              + interval);
    }
  }

  boolean due(long pendingRows, long pendingBytes, Duration sinceCommit) {
    return pendingRows >= rows || pendingBytes >= bytes || sinceCommit.compareTo(interval) >= 0;
  }
}
