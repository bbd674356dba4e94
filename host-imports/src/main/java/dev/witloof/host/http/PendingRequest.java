package dev.witloof.host.http;

import dev.witloof.runtime.ConnectorUsage;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request whose host is granted, on its way to a transport. Holds a place in flight. */
final class PendingRequest {
  /** Where names are looked up; each lookup has a place in flight, which bounds the threads. */
  private static final ExecutorService LOOKUPS =
      Executors.newCachedThreadPool(DaemonThreads.named("witloof-lookup"));

  private final OutgoingRequest request;
  private final URI uri;
  private final RequestOptions options;
  private final EgressPolicy policy;
  private final HttpTransport transport;
  private final ConnectorUsage usage;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean keepsPlace;

  PendingRequest(
      OutgoingRequest request,
      URI uri,
      RequestOptions options,
      EgressPolicy policy,
      HttpTransport transport,
      ConnectorUsage usage) {
    this.request = request;
    this.uri = uri;
    this.options = options;
    this.policy = policy;
    this.transport = transport;
    this.usage = usage;
  }

  URI uri() {
    return uri;
  }

  /** The longest silence within the body of the response. */
  Optional<Duration> betweenBytesTimeout() {
    return options.duration(RequestOptions.Timeout.BETWEEN_BYTES);
  }

  /** Checks where the request would go, which may take as long as a lookup of its name. */
  CompletableFuture<Void> admit() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            transport.checkDestination(policy, uri);
          } catch (HttpFailure refused) {
            throw new CompletionException(refused);
          }
        },
        LOOKUPS);
  }

  /** Sends it; what goes wrong is a failure of the future. */
  CompletableFuture<HttpTransport.Response> send(Runnable wakeup) {
    Optional<HttpFailure> unsendable = request.body().flatMap(OutgoingBody::failure);
    if (unsendable.isPresent()) {
      return CompletableFuture.failedFuture(unsendable.get());
    }
    try {
      return transport.send(
          new HttpTransport.Request(
              request.methodName(),
              uri,
              request.headers().entries(),
              request.body(),
              options.duration(RequestOptions.Timeout.CONNECT),
              options.duration(RequestOptions.Timeout.FIRST_BYTE)),
          wakeup);
    } catch (RuntimeException refused) {
      // Whatever the client refuses and our checks let pass must reach the guest that waits for it.
      return CompletableFuture.failedFuture(HttpFailure.of(refused));
    }
  }

  /**
   * The connection cannot be closed: its place stays taken, so that a server cannot make a
   * connector leave behind more of them than it may have requests in flight.
   */
  void keepPlace() {
    keepsPlace = true;
  }

  /** Ends the request and gives its place back; no effect the second time. */
  void close() {
    if (closed.compareAndSet(false, true)) {
      request
          .body()
          .ifPresent(body -> body.abort(HttpFailure.internal("the request was given up")));
      request.close();
      if (!keepsPlace) {
        usage.endHttp();
      }
    }
  }
}
