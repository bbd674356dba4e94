package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.internal.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** About how many bytes values take. */
final class Sizes {
  private static final int NUMBER = 8;

  private Sizes() {}

  static long bytes(Row row) {
    return bytes(row.values());
  }

  private static long bytes(@Nullable Object value) {
    if (value instanceof String text) {
      return text.length();
    } else if (value instanceof ByteBuffer bytes) {
      return bytes.remaining();
    } else if (value instanceof List<?> list) {
      return list.stream().mapToLong(Sizes::bytes).sum();
    }
    return NUMBER;
  }
}
