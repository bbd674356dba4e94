package dev.witloof.host.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Carries a checked request to a server, or to a recording of one. Shared by threads. */
interface HttpTransport {
  /**
   * A request that may be sent.
   *
   * @param body none when the guest did not ask for one
   */
  record Request(
      String method,
      URI uri,
      List<Fields.Entry> headers,
      Optional<OutgoingBody> body,
      Optional<Duration> connectTimeout,
      Optional<Duration> firstByteTimeout) {}

  /** A response whose header section is there; the body follows. */
  record Response(int status, List<Fields.Entry> headers, ResponseBody body) {}

  /**
   * Checks where a request whose host is granted would go; may block.
   *
   * @throws HttpFailure when it must not go there
   */
  void checkDestination(EgressPolicy policy, URI uri) throws HttpFailure;

  /**
   * Sends; the future fails with what {@link HttpFailure#of} understands. Cancelling it gives up.
   *
   * @param wakeup to run whenever more of the body is there
   */
  CompletableFuture<Response> send(Request request, Runnable wakeup);
}
