package dev.witloof.host.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Answers from a folder of recorded exchanges. Its {@code recording.json} lists them: method, exact
 * URL, status, headers, and the file beside it that holds the body. A request that was not recorded
 * fails and says so.
 */
final class RecordedTransport implements HttpTransport {
  /** The index file. */
  record Recording(String origin, List<Recorded> exchanges) {}

  /** One recorded answer. */
  record Recorded(
      String method, String url, int status, Map<String, List<String>> headers, String body) {}

  private static final ObjectReader INDEX =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build()
          .readerFor(Recording.class);

  private final Path folder;
  private final Map<String, Recorded> exchanges = new HashMap<>();

  private RecordedTransport(Path folder, Recording recording) {
    this.folder = folder;
    recording.exchanges().forEach(e -> exchanges.put(key(e.method(), e.url()), e));
  }

  /**
   * Reads the index of a recording.
   *
   * @throws HttpFailure when it cannot be read, or lacks something
   */
  static RecordedTransport open(Path folder) throws HttpFailure {
    Path index = folder.resolve("recording.json");
    try {
      return new RecordedTransport(folder, INDEX.readValue(index.toFile()));
    } catch (IOException e) {
      throw new HttpFailure(
          "configuration-error", "cannot read the HTTP recording " + index + ": " + firstLine(e));
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String key(String method, String url) {
    return method + " " + url;
  }

  /** A recording has no address. */
  @Override
  public CompletableFuture<Route> route(Target target, boolean mayBeInternal) {
    return CompletableFuture.completedFuture(new Route(target, List.of(), Optional.empty()));
  }

  @Override
  public CompletableFuture<Response> send(Request request, Route route, Runnable wakeup) {
    request.body().ifPresent(OutgoingBody::discard);
    String wanted = key(request.target().method(), request.target().url());
    Recorded exchange = exchanges.get(wanted);
    if (exchange == null) {
      return CompletableFuture.failedFuture(
          HttpFailure.internal(
              "no answer is recorded in " + folder + " for " + wanted + "; run with --live"));
    }
    try {
      return CompletableFuture.completedFuture(response(exchange));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          HttpFailure.internal("cannot read the recorded body " + exchange.body() + ": " + e));
    }
  }

  private Response response(Recorded exchange) throws IOException {
    Path file = folder.resolve(exchange.body()).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new IOException("it lies outside of the recording");
    }
    List<Fields.Entry> headers = new ArrayList<>();
    exchange
        .headers()
        .forEach(
            (name, values) ->
                values.forEach(
                    v -> headers.add(new Fields.Entry(name, v.getBytes(StandardCharsets.UTF_8)))));
    return new Response(exchange.status(), headers, new WholeBody(Files.readAllBytes(file)));
  }

  @Override
  public void close() {
    // Nothing is open between requests.
  }

  /** A body that is there from the start. */
  private static final class WholeBody implements ResponseBody {
    private final byte[] bytes;
    private int position;

    WholeBody(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public Optional<byte[]> read(int max) {
      if (position == bytes.length) {
        return Optional.empty();
      }
      int end = Math.min(bytes.length, position + max);
      byte[] part = Arrays.copyOfRange(bytes, position, end);
      position = end;
      return Optional.of(part);
    }

    @Override
    public boolean readable() {
      return true;
    }

    @Override
    public List<Fields.Entry> trailers() {
      return List.of();
    }

    @Override
    public void close() {
      position = bytes.length;
    }
  }
}
