package dev.witloof.runtime;

import java.time.Duration;

/**
 * How many component instances of one loaded connector there may be, and for how long. Immutable.
 *
 * <p>An instance serves one borrower, a {@link dev.witloof.connector.Source} or a {@link
 * dev.witloof.connector.Destination}, and is closed afterwards; another borrower gets a new one.
 *
 * @param minimum instances that are kept ready ahead of their first use; 0 to {@code maximum}
 * @param maximum instances there may be at once, in use or not; 1 to 100,000. One that is closed
 *     while a call runs in it counts until the cancelled call has ended
 * @param idle how long an instance is kept that nothing runs in: one that a source keeps for its
 *     next call, or one made ready for settings that are no longer asked for; it is closed after
 *     that time and before twice that time; 1 ms to 24 h
 * @param patience how long a borrower waits when all are in use, in the order of their coming; 0 to
 *     1 h
 */
public record PoolSettings(int minimum, int maximum, Duration idle, Duration patience) {
  private static final int MOST = 100_000;
  private static final Duration SHORTEST_IDLE = Duration.ofMillis(1);
  private static final Duration LONGEST_IDLE = Duration.ofHours(24);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final PoolSettings DEFAULTS =
      new PoolSettings(0, 100, Duration.ofMinutes(1), Duration.ofSeconds(30));

  /**
   * @throws IllegalArgumentException naming the setting and its range when a value is out of range
   */
  public PoolSettings {
    require("maximum", maximum >= 1 && maximum <= MOST, "from 1 to " + MOST, maximum);
    require("minimum", minimum >= 0 && minimum <= maximum, "from 0 to " + maximum, minimum);
    require("idle", within(idle, SHORTEST_IDLE, LONGEST_IDLE), "from 1 ms to 24 h", idle);
    require("patience", within(patience, Duration.ZERO, LONGEST_WAIT), "from 0 to 1 h", patience);
  }

  /** None ready ahead, 100 at once, kept for a minute, waited for for 30 seconds. */
  public static PoolSettings defaults() {
    return DEFAULTS;
  }

  private static boolean within(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static void require(String name, boolean holds, String range, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "pool setting '%s' must be %s, not %s".formatted(name, range, value));
    }
  }
}
