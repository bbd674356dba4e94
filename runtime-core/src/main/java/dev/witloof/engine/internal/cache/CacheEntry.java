package dev.witloof.engine.internal.cache;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An entry whose content was checked against its checksum.
 *
 * @param parts what was stored, read-only; parts of large entries are ranges of a mapped file and
 *     take no heap
 */
public record CacheEntry(List<ByteBuffer> parts) {
  public CacheEntry {
    parts = List.copyOf(parts);
  }

  /** Bytes of all parts. */
  public long size() {
    return parts.stream().mapToLong(ByteBuffer::remaining).sum();
  }
}
