package dev.witloof.host.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.http2.ssl.H2ClientTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes connections: to one of the checked addresses of a route, or through the operator's proxy;
 * with TLS for the name of the target, whose certificate is verified by the platform's rules, if
 * the scheme is https. Nothing of a request is sent before. Thread-safe.
 */
final class Dialer {
  /**
   * What an attempt has on top of its time, which ends it first. The library forgets to cancel one
   * that is cancelled just when it begins.
   */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final TlsStrategy tls;

  /**
   * @param trust says which certificates are trusted; the identity of the server is checked in any
   *     case
   */
  Dialer(SSLContext trust) {
    tls = new H2ClientTlsStrategy(trust);
  }

  /**
   * @param timeout for all of it together
   * @return cancelling it gives up, and a connection that comes to be nevertheless is closed
   */
  CompletableFuture<Connection> dial(Route route, Duration timeout) {
    CompletableFuture<Connection> result = new CompletableFuture<>();
    List<InetAddress> addresses =
        route.proxy().map(proxy -> List.of(proxy.getAddress())).orElse(route.addresses());
    tryNext(new Wish(route, Timeout.of(timeout.plus(GRACE)), result), addresses, 0);
    return result.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A host with several addresses may have one that does not answer. */
  private void tryNext(Wish wish, List<InetAddress> addresses, int index) {
    Route route = wish.route();
    CompletableFuture<Connection> result = wish.result();
    InetAddress address = addresses.get(index);
    int port = route.proxy().map(InetSocketAddress::getPort).orElse(route.target().port());
    Attempt attempt = new Attempt(wish);
    attempt
        .connect(new InetSocketAddress(address, port))
        .whenComplete(
            (session, failure) -> {
              if (failure == null) {
                Connection connection = new Connection(session, route.key(), address);
                if (!result.complete(connection)) {
                  connection.close();
                }
              } else if (!attempt.isConnected()
                  && index + 1 < addresses.size()
                  && !result.isDone()) {
                tryNext(wish, addresses, index + 1);
              } else {
                result.completeExceptionally(failure);
              }
            });
  }

  /** A connection that somebody waits for. */
  private record Wish(Route route, Timeout timeout, CompletableFuture<Connection> result) {}

  /** One address. */
  final class Attempt {
    private final Route route;
    private final Timeout timeout;
    private final CompletableFuture<Connection> result;
    private final HttpHost target;
    private volatile boolean connected;

    private Attempt(Wish wish) {
      this.route = wish.route();
      this.timeout = wish.timeout();
      this.result = wish.result();
      this.target =
          new HttpHost(
              route.target().scheme(), unbracketed(route.target().host()), route.target().port());
    }

    private boolean isConnected() {
      return connected;
    }

    /**
     * The reactor has a session for it. It tells nobody of one whose attempt was cancelled in the
     * meantime.
     */
    void begun(IOSession session) {
      closeIfGivenUp(() -> session.close(CloseMode.IMMEDIATE));
    }

    private CompletableFuture<ProtocolIOSession> connect(InetSocketAddress address) {
      CompletableFuture<ProtocolIOSession> ready = new CompletableFuture<>();
      Future<IOSession> pending =
          Reactor.shared()
              .connect(
                  target,
                  address,
                  null,
                  timeout,
                  this,
                  new Then<>(
                      ready,
                      session -> {
                        connected = true;
                        connected((ProtocolIOSession) session, ready);
                      }));
      closeIfGivenUp(() -> pending.cancel(true));
      return ready;
    }

    private void connected(ProtocolIOSession session, CompletableFuture<ProtocolIOSession> ready) {
      ready.whenComplete(
          (done, failure) -> {
            if (failure != null) {
              session.close(CloseMode.IMMEDIATE);
            }
          });
      if (!route.target().isSecure()) {
        ready.complete(session);
      } else if (route.proxy().isPresent()) {
        new Tunnel(route.target())
            .open(session)
            .whenComplete(
                (nothing, failure) -> {
                  if (failure == null) {
                    secure(session, ready);
                  } else {
                    ready.completeExceptionally(failure);
                  }
                });
      } else {
        secure(session, ready);
      }
    }

    private void secure(ProtocolIOSession session, CompletableFuture<ProtocolIOSession> ready) {
      tls.upgrade(
          session,
          target,
          HttpVersionPolicy.NEGOTIATE,
          null,
          new Then<TransportSecurityLayer>(ready, layer -> negotiated(session, ready)));
    }

    private void negotiated(ProtocolIOSession session, CompletableFuture<ProtocolIOSession> ready) {
      String chosen = session.getTlsDetails().getApplicationProtocol();
      if (ApplicationProtocol.HTTP_2.id.equals(chosen)) {
        session.switchProtocol(ApplicationProtocol.HTTP_2.id, new Then<>(ready, ready::complete));
      } else {
        ready.complete(session);
      }
    }

    private void closeIfGivenUp(Runnable close) {
      result.whenComplete(
          (connection, failure) -> {
            if (failure != null) {
              close.run();
            }
          });
    }
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
