package dev.witloof.host.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Sends with {@code java.net.http}. The clients serve all connectors of the process: they keep no
 * cookies and no credentials, and follow no redirect, as each hop must be checked like a request.
 *
 * <p>They speak HTTP/1.1: a slow guest then slows the server down by TCP, whereas HTTP/2 lets a
 * server send 16 MiB ahead on each of a hundred streams.
 */
final class LiveTransport implements HttpTransport {
  private static final Duration SHORTEST_CONNECT_TIMEOUT = Duration.ofMillis(250);
  private static final Duration LONGEST_CONNECT_TIMEOUT = Duration.ofSeconds(32);

  static final LiveTransport INSTANCE =
      new LiveTransport(new PlainRoutes(EgressPolicy::publicAddresses));

  private final PlainRoutes routes;
  private final Executor threads =
      Executors.newCachedThreadPool(DaemonThreads.named("witloof-http"));
  private final ConcurrentMap<Duration, HttpClient> clients = new ConcurrentHashMap<>();

  LiveTransport(PlainRoutes routes) {
    this.routes = routes;
  }

  @Override
  public void checkDestination(EgressPolicy policy, URI uri) throws HttpFailure {
    policy.checkAddresses(uri);
  }

  @Override
  public CompletableFuture<Response> send(Request request, Runnable wakeup) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .method(
                request.method(),
                request.body().map(OutgoingBody::publisher).orElseGet(BodyPublishers::noBody));
    request.firstByteTimeout().ifPresent(builder::timeout);
    for (Fields.Entry entry : request.headers()) {
      // The client counts the body itself.
      if (!entry.name().equalsIgnoreCase("content-length")) {
        builder.header(entry.name(), entry.text());
      }
    }
    return clients
        .computeIfAbsent(connectTimeout(request.connectTimeout()), this::client)
        .sendAsync(builder.build(), info -> new ArrivingBody(wakeup))
        .thenApply(LiveTransport::response);
  }

  private HttpClient client(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(routes)
        .connectTimeout(connectTimeout)
        .executor(threads)
        .build();
  }

  /**
   * The time to connect belongs to a client, not to a request: it is rounded up to one of eight, so
   * that a guest cannot make any number of clients.
   */
  static Duration connectTimeout(Optional<Duration> wanted) {
    Duration timeout = wanted.isPresent() ? SHORTEST_CONNECT_TIMEOUT : LONGEST_CONNECT_TIMEOUT;
    while (timeout.compareTo(LONGEST_CONNECT_TIMEOUT) < 0 && timeout.compareTo(wanted.get()) < 0) {
      timeout = timeout.multipliedBy(2);
    }
    return timeout;
  }

  private static Response response(HttpResponse<ResponseBody> response) {
    List<Fields.Entry> entries = new ArrayList<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) ->
                values.forEach(
                    value ->
                        entries.add(
                            new Fields.Entry(name, value.getBytes(StandardCharsets.ISO_8859_1)))));
    if (!Fields.fits(entries)) {
      response.body().close();
      throw new CompletionException(HttpFailure.headersTooLarge());
    }
    return new Response(response.statusCode(), entries, response.body());
  }
}
