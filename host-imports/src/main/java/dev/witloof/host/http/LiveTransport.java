package dev.witloof.host.http;

import java.net.ProxySelector;
import java.net.SocketException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.RequestNotExecutedException;

/**
 * Sends over the network, for one loaded connector: with HTTP/2 where a server offers it by ALPN,
 * otherwise with HTTP/1.1. It keeps no cookies and no credentials, follows no redirect, as each hop
 * must be checked like a request, decodes no content, and repeats a request only when the server
 * closed a connection that was kept for it.
 */
final class LiveTransport implements HttpTransport {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private final Routes routes;
  private final Dialer dialer;
  private final ConnectionPool pool;

  LiveTransport(Routes routes, SSLContext trust, int maxIdle) {
    this.routes = routes;
    this.dialer = new Dialer(trust);
    this.pool = new ConnectionPool(maxIdle, ConnectionPool.IDLE);
  }

  /**
   * As the JVM is configured: its resolver, its proxies, and its trusted certificates ({@code
   * javax.net.ssl.trustStore}).
   */
  static LiveTransport ofTheJvm(int maxIdle) throws HttpFailure {
    try {
      return new LiveTransport(
          new Routes(NameLookup.ofTheJvm(), ProxySelector::getDefault),
          SSLContext.getDefault(),
          maxIdle);
    } catch (NoSuchAlgorithmException e) {
      throw new HttpFailure("configuration-error", "the JVM has no usable TLS: " + e.getMessage());
    }
  }

  @Override
  public CompletableFuture<Route> route(Target target, boolean mayBeInternal) {
    return routes.of(target, mayBeInternal);
  }

  @Override
  public CompletableFuture<Response> send(Request request, Route route, Runnable wakeup) {
    Sending sending = new Sending(request, route, wakeup);
    sending.onKeptConnection();
    return sending.result;
  }

  @Override
  public void close() {
    pool.close();
  }

  /** One request, on a connection that is there or on a new one. */
  private final class Sending {
    private final Request request;
    private final Route route;
    private final Runnable wakeup;
    private final CompletableFuture<Response> result = new CompletableFuture<>();

    Sending(Request request, Route route, Runnable wakeup) {
      this.request = request;
      this.route = route;
      this.wakeup = wakeup;
      ifGivenUp(() -> request.body().ifPresent(OutgoingBody::discard));
    }

    private void ifGivenUp(Runnable action) {
      result.whenComplete(
          (response, failure) -> {
            if (failure != null) {
              action.run();
            }
          });
    }

    void onKeptConnection() {
      Optional<Connection> kept = pool.lend(route);
      if (kept.isEmpty()) {
        onNewConnection();
        return;
      }
      execute(
          kept.get(),
          failure -> {
            if (!result.isDone() && mayBeRepeated(failure)) {
              onKeptConnection();
            } else {
              result.completeExceptionally(failure);
            }
          });
    }

    /**
     * Whether the server closed the kept connection just when it was used again: before anything of
     * the request was sent, or instead of answering one that may be repeated (RFC 9112, 9.3.1).
     */
    private boolean mayBeRepeated(Throwable failure) {
      return failure instanceof RequestNotExecutedException
          || (request.body().isEmpty()
              && SAFE_METHODS.contains(request.target().method())
              && (failure instanceof ConnectionClosedException
                  || failure instanceof SocketException));
    }

    private void onNewConnection() {
      CompletableFuture<Connection> dialed = dialer.dial(route, request.connectTimeout());
      ifGivenUp(() -> dialed.cancel(false));
      dialed.whenComplete(
          (connection, failure) -> {
            if (failure != null) {
              result.completeExceptionally(connectFailure(failure));
            } else {
              pool.add(connection);
              execute(connection, result::completeExceptionally);
            }
          });
    }

    private void execute(Connection connection, Consumer<Throwable> onFailure) {
      CompletableFuture<Response> exchange =
          new Exchange(request, route, connection, pool, wakeup)
              .start()
              .orTimeout(request.firstByteTimeout().toNanos(), TimeUnit.NANOSECONDS);
      ifGivenUp(() -> exchange.cancel(false));
      exchange.whenComplete(
          (response, failure) -> {
            if (failure != null) {
              onFailure.accept(failure);
            } else if (!result.complete(response)) {
              response.body().close();
            }
          });
    }
  }

  private static Throwable connectFailure(Throwable failure) {
    return failure instanceof TimeoutException
        ? new HttpFailure("connection-timeout", "no connection was made in time")
        : failure;
  }
}
