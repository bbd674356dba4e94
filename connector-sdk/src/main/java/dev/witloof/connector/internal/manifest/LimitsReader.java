package dev.witloof.connector.internal.manifest;

import dev.witloof.connector.ConnectorManifest.Limits;
import dev.witloof.connector.config.ConfigTable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads a {@code [limits]} table; see {@link Limits#read}. The ranges are documented at {@link
 * Limits}.
 */
public final class LimitsReader {
  private static final long KIB = 1L << 10;
  private static final long GIB = 1L << 30;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private LimitsReader() {}

  public static Limits read(ConfigTable limits) {
    return new Limits(
        limits.size("memory", 64 * KIB, 2 * GIB),
        limits.count("fuel", 1, 1_000_000_000_000_000L),
        deadline(limits, "next-deadline"),
        deadline(limits, "discover-deadline"),
        deadline(limits, "call-deadline"),
        limits.size("lifted-bytes", KIB, GIB),
        narrow(limits.count("handles", 16, 1_000_000)),
        narrow(limits.count("http-in-flight", 1, 1_000)));
  }

  private static Optional<Duration> deadline(ConfigTable limits, String key) {
    return limits.duration(key, SHORTEST, LONGEST);
  }

  private static OptionalInt narrow(OptionalLong value) {
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }
}
