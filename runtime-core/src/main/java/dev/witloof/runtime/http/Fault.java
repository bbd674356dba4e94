package dev.witloof.runtime.http;

import java.time.Duration;
import java.util.Map;

/** What can go wrong with one HTTP exchange. Immutable. */
public sealed interface Fault {
  /**
   * The answer comes later.
   *
   * @param atMost the delay is chosen between both; each from 0 to an hour
   */
  record Latency(Duration atLeast, Duration atMost) implements Fault {
    private static final Duration LONGEST = Duration.ofHours(1);

    public Latency {
      if (atLeast.isNegative() || atMost.compareTo(atLeast) < 0 || atMost.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a latency must be from 0 to an hour, the shorter first, not %s to %s"
                .formatted(atLeast, atMost));
      }
    }
  }

  /** No answer comes in time: the request fails so at once, without the wait. */
  record Timeout() implements Fault {}

  /** The connection is closed without an answer. */
  record Close() implements Fault {}

  /**
   * The connection breaks within the body of the answer.
   *
   * @param afterBytes so many bytes of the body come before; a shorter body comes whole, and then
   *     the connection breaks
   */
  record Reset(long afterBytes) implements Fault {
    public Reset {
      requireCount("bytes before a reset", afterBytes, 0);
    }
  }

  /**
   * The body of the answer ends early, as if that were all of it.
   *
   * @param afterBytes so many bytes of the body come at most
   */
  record Truncate(long afterBytes) implements Fault {
    public Truncate {
      requireCount("bytes of a truncated body", afterBytes, 0);
    }
  }

  /**
   * Another answer comes in place of the service's, which is not asked.
   *
   * @param status 100 to 599
   * @param headers values by names
   * @param body as UTF-8
   */
  record Answer(int status, Map<String, String> headers, String body) implements Fault {
    public Answer {
      headers = Map.copyOf(headers);
      if (status < 100 || status > 599) {
        throw new IllegalArgumentException("a status must be from 100 to 599, not " + status);
      }
    }
  }

  /**
   * The body of the answer comes in small parts.
   *
   * @param bytes of each part, at least 1
   * @param pause before each part, from 0
   */
  record Drip(int bytes, Duration pause) implements Fault {
    public Drip {
      requireCount("bytes of a part", bytes, 1);
      if (pause.isNegative()) {
        throw new IllegalArgumentException("a pause must not be negative, but is " + pause);
      }
    }
  }

  /** The service gets the request twice, and its second answer comes. */
  record DuplicateRequest() implements Fault {}

  /**
   * The last answer whose body was read to its end comes once more in place of the service's, which
   * is not asked; nothing happens when there was none.
   */
  record DuplicateResponse() implements Fault {}

  /** An answer without a body. */
  static Fault status(int status) {
    return new Answer(status, Map.of(), "");
  }

  private static void requireCount(String what, long count, long least) {
    if (count < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", not " + count);
    }
  }
}
