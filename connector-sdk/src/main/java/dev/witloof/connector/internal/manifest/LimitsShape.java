package dev.witloof.connector.internal.manifest;

import dev.witloof.connector.ConnectorManifest.Limits;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Key;
import dev.witloof.connector.config.shape.Keys;
import dev.witloof.connector.config.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The table {@code [limits]}; see {@link Limits}. */
public final class LimitsShape {
  private static final long KIB = 1L << 10;
  private static final long GIB = 1L << 30;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final String FIXED_LOG =
      "cannot be changed: every connector may log 1 MiB a second; take it out";

  private static final Key<OptionalLong> MEMORY =
      Keys.size("memory", "Linear memories and tables of one instance", 64 * KIB, 2 * GIB);
  private static final Key<OptionalLong> FUEL =
      Keys.count("fuel", "Instructions that one call may run", 1, 1_000_000_000_000_000L);
  private static final Key<Optional<Duration>> NEXT = deadline("next-deadline", "one next()");
  private static final Key<Optional<Duration>> DISCOVER =
      deadline("discover-deadline", "one discover()");
  private static final Key<Optional<Duration>> CALL = deadline("call-deadline", "every other call");
  private static final Key<OptionalLong> LIFTED =
      Keys.size("lifted-bytes", "Bytes that one call may return", KIB, GIB);
  private static final Key<OptionalLong> HANDLES =
      Keys.count("handles", "Resource handles alive at once", 16, 1_000_000);
  private static final Key<OptionalLong> HTTP =
      Keys.count("http-in-flight", "HTTP requests in flight at once", 1, 1_000);
  private static final Key<OptionalLong> REQUEST_BODY =
      Keys.size("http-request-body", "Bytes of the body of one HTTP request", KIB, 4 * GIB);
  private static final Key<OptionalLong> RESPONSE_BODY =
      Keys.size("http-response-body", "Bytes of the body of one HTTP response", KIB, 4 * GIB);

  public static final Shape<Limits> SHAPE =
      new Shape<>(
          "Limits that differ from the defaults of the runtime.",
          List.of(
              MEMORY,
              FUEL,
              NEXT,
              DISCOVER,
              CALL,
              LIFTED,
              HANDLES,
              HTTP,
              REQUEST_BODY,
              RESPONSE_BODY),
          Map.of("log", FIXED_LOG, "log-volume", FIXED_LOG, "log-bytes", FIXED_LOG),
          LimitsShape::read,
          (table, limits) -> {
            MEMORY.write(table, limits.memory());
            FUEL.write(table, limits.fuel());
            NEXT.write(table, limits.nextDeadline());
            DISCOVER.write(table, limits.discoverDeadline());
            CALL.write(table, limits.callDeadline());
            LIFTED.write(table, limits.liftedBytes());
            HANDLES.write(table, widen(limits.handles()));
            HTTP.write(table, widen(limits.httpInFlight()));
            REQUEST_BODY.write(table, limits.httpRequestBody());
            RESPONSE_BODY.write(table, limits.httpResponseBody());
          });

  private LimitsShape() {}

  private static Limits read(ConfigTable table) {
    return new Limits(
        MEMORY.read(table),
        FUEL.read(table),
        NEXT.read(table),
        DISCOVER.read(table),
        CALL.read(table),
        LIFTED.read(table),
        narrow(HANDLES.read(table)),
        narrow(HTTP.read(table)),
        REQUEST_BODY.read(table),
        RESPONSE_BODY.read(table));
  }

  private static Key<Optional<Duration>> deadline(String name, String what) {
    return Keys.duration(name, "Wall-clock time of " + what, SHORTEST, LONGEST);
  }

  private static OptionalInt narrow(OptionalLong value) {
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  private static OptionalLong widen(OptionalInt value) {
    return value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty();
  }
}
