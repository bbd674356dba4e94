package dev.witloof.host.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Sends with {@code java.net.http}. One client serves all connectors of the process: it keeps no
 * cookies and no credentials, and follows no redirect, as each hop must be checked like a request.
 */
final class LiveTransport implements HttpTransport {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  static final LiveTransport INSTANCE = new LiveTransport();

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .executor(
              Executors.newCachedThreadPool(
                  work -> {
                    Thread thread = new Thread(work, "witloof-http");
                    thread.setDaemon(true);
                    return thread;
                  }))
          .build();

  private LiveTransport() {}

  @Override
  public CompletableFuture<Response> send(Request request, Runnable wakeup) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .method(
                request.method(),
                request.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(request.body()));
    request.firstByteTimeout().ifPresent(builder::timeout);
    for (Fields.Entry entry : request.headers()) {
      // The client counts the body itself.
      if (!entry.name().equalsIgnoreCase("content-length")) {
        builder.header(entry.name(), entry.text());
      }
    }
    return client
        .sendAsync(builder.build(), info -> new ArrivingBody(wakeup))
        .thenApply(LiveTransport::response);
  }

  private static Response response(HttpResponse<ResponseBody> response) {
    List<Fields.Entry> entries = new ArrayList<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              // The status line of HTTP/2 is no field.
              if (!name.startsWith(":")) {
                values.forEach(
                    value ->
                        entries.add(
                            new Fields.Entry(name, value.getBytes(StandardCharsets.ISO_8859_1))));
              }
            });
    return new Response(response.statusCode(), Fields.received(entries), response.body());
  }
}
