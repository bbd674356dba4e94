package dev.witloof.host.http;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Timeouts the guest asks for, each within the deadline of the call; nanoseconds. */
final class RequestOptions {
  /** What can be timed. */
  enum Timeout {
    CONNECT,
    FIRST_BYTE,
    BETWEEN_BYTES
  }

  private final Map<Timeout, Long> timeouts = new EnumMap<>(Timeout.class);

  Optional<Object> get(Timeout timeout) {
    return Optional.ofNullable(timeouts.get(timeout));
  }

  void set(Timeout timeout, Optional<?> nanoseconds) {
    nanoseconds.ifPresentOrElse(
        value -> timeouts.put(timeout, (Long) value), () -> timeouts.remove(timeout));
  }

  /** The timeout; unsigned values beyond a signed long are no limit. */
  Optional<Duration> duration(Timeout timeout) {
    return Optional.ofNullable(timeouts.get(timeout))
        .filter(nanos -> nanos >= 0)
        .map(nanos -> Duration.ofNanos(Math.max(1, nanos)));
  }
}
