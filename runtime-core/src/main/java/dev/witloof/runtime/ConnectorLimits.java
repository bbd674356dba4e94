package dev.witloof.runtime;

import dev.witloof.runtime.http.HttpLimits;
import java.time.Duration;

/**
 * The limits of one connector. Every limit holds in guest code and in host calls alike; none can be
 * switched off. Immutable.
 *
 * @param memory bytes of linear memories and tables that all core instances of one component
 *     instance share, and of what else {@link dev.witloof.engine.Engine#newStore} counts; 64 KiB to
 *     2 GiB
 * @param fuel units a call may burn, one a wasm instruction; 1 to 10¹⁵
 * @param nextDeadline wall-clock time of one {@code next}; 1 ms to 1 h, as all deadlines
 * @param discoverDeadline wall-clock time of one {@code discover}
 * @param callDeadline wall-clock time of every other call, instantiation included
 * @param liftedBytes bytes lifted out of guest memory by one call; 1 KiB to 1 GiB
 * @param handles resource handles alive in one component instance; 16 to 1,000,000
 * @param httpInFlight HTTP requests of the connector in flight at once; 1 to 1,000
 * @param httpRequestBody bytes of the body of one HTTP request; 1 KiB to 4 GiB
 * @param httpResponseBody bytes of the body of one HTTP response; 1 KiB to 4 GiB
 */
public record ConnectorLimits(
    long memory,
    long fuel,
    Duration nextDeadline,
    Duration discoverDeadline,
    Duration callDeadline,
    long liftedBytes,
    int handles,
    int httpInFlight,
    long httpRequestBody,
    long httpResponseBody) {

  /** Log text a connector may write, in bytes a second: hard, no override. */
  public static final int LOG_BYTES_PER_SECOND = 1 << 20;

  /** Longest cursor a connector may hand out, in bytes: hard, no override. */
  public static final int CURSOR_BYTES = 1 << 20;

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final ConnectorLimits DEFAULTS =
      new ConnectorLimits(
          256 * MIB,
          1_000_000_000L,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          128 * MIB,
          10_000,
          100,
          4 * GIB,
          4 * GIB);

  /**
   * @throws IllegalArgumentException naming the limit and its range when a value is out of range
   */
  public ConnectorLimits {
    require("memory", memory, 64 * KIB, 2 * GIB, "bytes");
    require("fuel", fuel, 1, 1_000_000_000_000_000L, "units");
    require("next-deadline", nextDeadline);
    require("discover-deadline", discoverDeadline);
    require("call-deadline", callDeadline);
    require("lifted", liftedBytes, KIB, GIB, "bytes");
    require("handles", handles, 16, 1_000_000, "handles");
    require("http-in-flight", httpInFlight, 1, 1_000, "requests");
    require("http-request-body", httpRequestBody, KIB, 4 * GIB, "bytes");
    require("http-response-body", httpResponseBody, KIB, 4 * GIB, "bytes");
  }

  /**
   * 256 MiB, 10⁹ units, 30 s / 60 s / 30 s, 128 MiB lifted, 10,000 handles, 100 requests with
   * bodies of 4 GiB each way.
   */
  public static ConnectorLimits defaults() {
    return DEFAULTS;
  }

  /** Those of HTTP. */
  public HttpLimits http() {
    return new HttpLimits(httpInFlight, httpRequestBody, httpResponseBody);
  }

  private static void require(String name, long value, long min, long max, String unit) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "limit '%s' must be from %d to %d %s, not %d".formatted(name, min, max, unit, value));
    }
  }

  private static void require(String name, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "limit '%s' must be from 1 ms to 1 h, not %s".formatted(name, value));
    }
  }
}
