package dev.witloof.host.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Carries a checked request to a server, or to a recording of one. Shared by threads. */
interface HttpTransport extends AutoCloseable {
  /**
   * A request that may be sent.
   *
   * @param body none when the guest did not ask for one
   */
  record Request(
      Target target,
      List<Fields.Entry> headers,
      Optional<OutgoingBody> body,
      Duration connectTimeout,
      Duration firstByteTimeout) {}

  /** A response whose header section is there; the body follows. */
  record Response(int status, List<Fields.Entry> headers, ResponseBody body) {}

  /**
   * Decides the way of a request whose target is granted; a lookup is made on the caller's thread.
   *
   * @param mayBeInternal whether the grant names an address itself, so that it may be one of this
   *     machine or its network
   * @return fails with a {@link HttpFailure} when it must not go there
   */
  CompletableFuture<Route> route(Target target, boolean mayBeInternal);

  /**
   * Sends; the future fails with what {@link HttpFailure#of} understands. Cancelling it gives up.
   *
   * @param wakeup to run whenever more of the body is there
   */
  CompletableFuture<Response> send(Request request, Route route, Runnable wakeup);

  /** Closes its connections. */
  @Override
  void close();
}
