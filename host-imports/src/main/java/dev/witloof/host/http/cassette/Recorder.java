package dev.witloof.host.http.cassette;

import dev.witloof.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Collects exchanges, without their secrets, until they are written as a cassette. Equal answers in
 * a row to equal requests, apart from headers that change each time, are kept once and counted.
 * Thread-safe.
 */
public final class Recorder {
  /** Bytes of all exchanges, and what each takes beside its texts. */
  static final long MAX_BYTES = 256L << 20;

  private static final int OVERHEAD = 256;

  /** Headers that differ between answers that are otherwise the same. */
  private static final Predicate<String> CHANGES =
      Pattern.compile(
              "date|age|expires|set-cookie|server-timing|x-runtime|.*request-id|.*trace-?id"
                  + "|cf-ray|.*ratelimit-(remaining|reset).*")
          .asMatchPredicate();

  /** What there is instead of an answer for which nobody waited. */
  public static final Answer.Failure GIVEN_UP =
      new Answer.Failure("HTTP-response-timeout", "the connector gave up before an answer came");

  private final Scrubber scrubber = new Scrubber(true);
  private final Map<Integer, Open> open = new TreeMap<>();
  private final Map<Integer, Interaction> finished = new TreeMap<>();
  private final Map<RequestKey, Integer> last = new HashMap<>();
  private int begun;
  private long bytes;

  private record Open(RecordedRequest request, Redactor redactor) {}

  /**
   * A request is sent.
   *
   * @param request its body may be yet to come
   * @param redactor takes the secrets of the instance that sends it out of texts
   * @return the number of the exchange
   */
  public synchronized int begin(RecordedRequest request, Redactor redactor) {
    begun++;
    open.put(begun, new Open(request, redactor));
    return begun;
  }

  /**
   * An exchange is over; no effect the second time.
   *
   * @param request with its body
   * @throws Body.Unsuitable when the cassette gets too large; the exchange is not kept then
   */
  public synchronized void finish(int exchange, RecordedRequest request, Answer answer)
      throws Body.Unsuitable {
    Open started = open.remove(exchange);
    if (started == null) {
      return;
    }
    Interaction clean =
        new Interaction(
            scrubber.scrub(request, started.redactor()),
            scrubber.scrub(answer, started.redactor()));
    RequestKey key = RequestKey.of(clean.request(), Matching.DEFAULT);
    Interaction before = finished.get(last.getOrDefault(key, 0));
    if (before != null && lasting(before.answer()).equals(lasting(clean.answer()))) {
      finished.put(last.get(key), before.again());
      return;
    }
    bytes += size(clean);
    if (bytes > MAX_BYTES) {
      throw new Body.Unsuitable(
          "a cassette holds exchanges of %d MiB at most".formatted(MAX_BYTES >> 20));
    }
    finished.put(exchange, clean);
    last.put(key, exchange);
  }

  private static long size(Interaction interaction) {
    RecordedRequest request = interaction.request();
    long size = OVERHEAD + request.url().length() + size(request.headers(), request.body());
    if (interaction.answer() instanceof Answer.Response response) {
      size += size(response.headers(), response.body()) + size(response.trailers(), Body.EMPTY);
    }
    return size;
  }

  private static long size(Map<String, List<String>> headers, Body body) {
    long size = body.content().length;
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      for (String value : header.getValue()) {
        size += header.getKey().length() + value.length();
      }
    }
    return size;
  }

  private static Answer lasting(Answer answer) {
    if (answer instanceof Answer.Response response) {
      Map<String, List<String>> headers = new TreeMap<>(response.headers());
      headers.keySet().removeIf(CHANGES);
      return new Answer.Response(
          response.status(),
          headers,
          response.body(),
          response.trailers(),
          response.incomplete(),
          response.failure());
    }
    return answer;
  }

  /** The cassette so far; requests without an answer are recorded as given up, without a body. */
  synchronized Cassette cassette() {
    Map<Integer, Interaction> all = new TreeMap<>(finished);
    open.forEach(
        (number, started) ->
            all.put(
                number,
                new Interaction(scrubber.scrub(started.request(), started.redactor()), GIVEN_UP)));
    return new Cassette(
        Optional.empty(), Matching.DEFAULT, all.values().stream().map(scrubber::again).toList());
  }

  /**
   * Writes the cassette.
   *
   * @throws IOException when it cannot be written; what was there is there still
   */
  public void write(Path file) throws IOException {
    cassette().write(Objects.requireNonNull(file, "file"));
  }
}
