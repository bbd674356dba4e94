package dev.witloof.host.http;

import com.fasterxml.jackson.databind.ObjectMapper;
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
  record Recording(String origin, List<Exchange> exchanges) {}

  /** One recorded answer. */
  record Exchange(
      String method, String url, int status, Map<String, List<String>> headers, String body) {}

  private final Path folder;
  private final Map<String, Exchange> exchanges = new HashMap<>();

  private RecordedTransport(Path folder, Recording recording) {
    this.folder = folder;
    recording.exchanges().forEach(e -> exchanges.put(key(e.method(), e.url()), e));
  }

  static RecordedTransport open(Path folder) {
    Path index = folder.resolve("recording.json");
    try {
      return new RecordedTransport(
          folder, new ObjectMapper().readValue(index.toFile(), Recording.class));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read the HTTP recording " + index + ": " + e.getMessage(), e);
    }
  }

  private static String key(String method, String url) {
    return method + " " + url;
  }

  @Override
  public CompletableFuture<Response> send(Request request, Runnable wakeup) {
    String wanted = key(request.method(), request.uri().toString());
    Exchange exchange = exchanges.get(wanted);
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

  private Response response(Exchange exchange) throws IOException {
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
    return new Response(
        exchange.status(), Fields.received(headers), new WholeBody(Files.readAllBytes(file)));
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
    public void close() {
      position = bytes.length;
    }
  }
}
