package dev.witloof.host.http;

import dev.witloof.runtime.secret.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Carries a checked request to a server, or to a cassette. Shared by threads. */
interface HttpTransport extends AutoCloseable {
  /**
   * A request that may be sent.
   *
   * @param body none when the guest did not ask for one
   * @param redactor takes the secrets of the instance that sends it out of texts
   */
  record Request(
      Target target,
      List<Fields.Entry> headers,
      Optional<OutgoingBody> body,
      Duration connectTimeout,
      Duration firstByteTimeout,
      Redactor redactor) {}

  /** A response whose header section is there; the body follows. */
  record Response(int status, List<Fields.Entry> headers, ResponseBody body) {
    /** The same with another body. */
    Response with(ResponseBody other) {
      return new Response(status, headers, other);
    }

    /** The same without the fields of a name. */
    Response without(String name) {
      return new Response(
          status,
          headers.stream().filter(entry -> !entry.name().equalsIgnoreCase(name)).toList(),
          body);
    }
  }

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
