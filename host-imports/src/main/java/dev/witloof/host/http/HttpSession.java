package dev.witloof.host.http;

import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.io.Wakeup;
import dev.witloof.runtime.HostEnvironment;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The HTTP exchanges of one component instance. Confined to the guest's thread. */
public final class HttpSession implements AutoCloseable {
  private final HostEnvironment environment;
  private final Wakeup wakeup;
  private final EgressPolicy policy;
  private final Set<FutureResponse> open = new HashSet<>();
  private @Nullable HttpTransport transport;

  public HttpSession(HostEnvironment environment, Wakeup wakeup) {
    this.environment = environment;
    this.wakeup = wakeup;
    this.policy = new EgressPolicy(environment.httpHosts());
  }

  /** {@code outgoing-handler.handle}: checks at once, sends when the body is finished. */
  ResultValue handle(OutgoingRequest request, Optional<RequestOptions> options) {
    try {
      URI uri = request.uri();
      policy.checkName(uri);
      if (environment.httpRecording().isEmpty()) {
        policy.checkAddresses(uri);
      }
      if (open.size() >= environment.maxHttpInFlight()) {
        throw new LimitExceeded(
            LimitExceeded.Limit.HTTP_IN_FLIGHT, environment.maxHttpInFlight(), open.size() + 1L);
      }
      FutureResponse future = new FutureResponse(this, wakeup);
      open.add(future);
      request
          .body()
          .ifPresentOrElse(
              body -> body.whenFinished(() -> start(future, request, body.content(), options, uri)),
              () -> start(future, request, new byte[0], options, uri));
      return ResultValue.ok(future);
    } catch (HttpFailure failure) {
      return ResultValue.err(failure.code());
    }
  }

  private void start(
      FutureResponse future,
      OutgoingRequest request,
      byte[] body,
      Optional<RequestOptions> options,
      URI uri) {
    if (!open.contains(future)) {
      return;
    }
    HttpTransport.Request sent =
        new HttpTransport.Request(
            request.methodName(),
            uri,
            request.headers().entries(),
            body,
            options.flatMap(o -> o.duration(RequestOptions.Timeout.FIRST_BYTE)));
    future.sent(attempt(sent));
  }

  private CompletableFuture<HttpTransport.Response> attempt(HttpTransport.Request request) {
    try {
      return transport().send(request, wakeup::signal);
    } catch (IllegalArgumentException e) {
      // What the client refuses and our checks let pass, such as the method CONNECT.
      return CompletableFuture.failedFuture(
          new HttpFailure("HTTP-protocol-error", String.valueOf(e.getMessage())));
    }
  }

  private HttpTransport transport() {
    if (transport == null) {
      transport =
          environment
              .httpRecording()
              .<HttpTransport>map(RecordedTransport::open)
              .orElseGet(() -> LiveTransport.INSTANCE);
    }
    return transport;
  }

  /** The exchange needs its place no more. */
  void ended(FutureResponse future) {
    open.remove(future);
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    Set.copyOf(open).forEach(FutureResponse::close);
  }
}
