package dev.witloof.connector;

import java.util.Set;

/**
 * What a connector says that it does to the world outside of the pipeline: {@code [effects]} of its
 * manifest. A declaration gives nothing and takes nothing away; the load report shows it, and warns
 * where it does not fit what the manifest asks for. Immutable.
 *
 * @param reads where it reads from
 * @param writes where it changes something
 * @param idempotent whether doing the same call again changes nothing more: reading from the same
 *     cursor, or writing the same batches by their primary key
 */
public record Effects(Set<Place> reads, Set<Place> writes, boolean idempotent) {

  public Effects {
    reads = Set.copyOf(reads);
    writes = Set.copyOf(writes);
  }

  /** Somewhere outside of the pipeline. */
  public enum Place {
    /** A service that it reaches over the network. */
    REMOTE
  }
}
