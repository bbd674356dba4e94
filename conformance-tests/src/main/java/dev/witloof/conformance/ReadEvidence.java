package dev.witloof.conformance;

import dev.witloof.runtime.trust.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What two reads of a table gave, as digests: SHA-256 in hexadecimal, of a cursor's bytes and of a
 * batch's Arrow IPC stream. Immutable.
 *
 * @param first a read of the whole table
 * @param second another, by another source
 */
public record ReadEvidence(String table, Read first, Read second) {

  /** Whether both gave the same bytes. */
  public boolean isSame() {
    return first.equals(second);
  }

  /**
   * One read.
   *
   * @param start digest of the cursor before the first batch
   */
  public record Read(String start, List<Batch> batches) {
    public Read {
      batches = List.copyOf(batches);
    }

    /** The digest of the digests, in the order in which they came. */
    public String sha256() {
      StringBuilder all = new StringBuilder(start);
      batches.forEach(
          batch -> all.append('\n').append(batch.sha256()).append(' ').append(batch.cursor()));
      return Digests.sha256(all.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** The rows of all batches. */
    public long rows() {
      return batches.stream().mapToLong(Batch::rows).sum();
    }
  }

  /**
   * One batch.
   *
   * @param sha256 of the batch
   * @param cursor digest of the cursor after it
   */
  public record Batch(long rows, String sha256, String cursor) {}
}
