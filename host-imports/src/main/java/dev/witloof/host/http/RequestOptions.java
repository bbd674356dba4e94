package dev.witloof.host.http;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Timeouts the guest asks for, each within the deadline of the call; nanoseconds. */
final class RequestOptions {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  /** What can be timed. */
  enum Timeout {
    /** Until there is a connection, secured if it is to be. */
    CONNECT(LONGEST_CONNECT),
    /** From then until the whole header section of the response is there. */
    FIRST_BYTE(LONGEST_SILENCE),
    /** Between two parts of the body of the response. */
    BETWEEN_BYTES(LONGEST_SILENCE);

    private final Duration longest;

    Timeout(Duration longest) {
      this.longest = longest;
    }
  }

  private final Map<Timeout, Long> timeouts = new EnumMap<>(Timeout.class);

  Optional<Object> get(Timeout timeout) {
    return Optional.ofNullable(timeouts.get(timeout));
  }

  void set(Timeout timeout, Optional<?> nanoseconds) {
    nanoseconds.ifPresentOrElse(
        value -> timeouts.put(timeout, (Long) value), () -> timeouts.remove(timeout));
  }

  /** The timeout that holds: what the guest asks for, which is unsigned, up to a maximum. */
  Duration duration(Timeout timeout) {
    long asked = timeouts.getOrDefault(timeout, Long.MAX_VALUE);
    long nanos = asked < 0 ? Long.MAX_VALUE : Math.max(1, asked);
    return Duration.ofNanos(Math.min(nanos, timeout.longest.toNanos()));
  }
}
