package dev.witloof.host.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Carries a checked request to a server, or to a recording of one. Shared by threads. */
interface HttpTransport {
  /** A request that may be sent. */
  record Request(
      String method,
      URI uri,
      List<Fields.Entry> headers,
      byte[] body,
      Optional<Duration> firstByteTimeout) {}

  /** A response whose header section is there; the body follows. */
  record Response(int status, Fields headers, ResponseBody body) {}

  /**
   * Sends; the future fails with what {@link HttpFailure#of} understands. Cancelling it gives up.
   *
   * @param wakeup to run whenever more of the body is there
   */
  CompletableFuture<Response> send(Request request, Runnable wakeup);
}
