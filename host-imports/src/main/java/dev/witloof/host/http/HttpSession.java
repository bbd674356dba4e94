package dev.witloof.host.http;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.HostMemory;
import dev.witloof.host.io.Wakeup;
import dev.witloof.host.logging.LogGate;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink.Level;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The HTTP exchanges of one component instance. Confined to the guest's thread. */
public final class HttpSession implements AutoCloseable {
  private final HostEnvironment environment;
  private final Wakeup wakeup;
  private final HostMemory memory;
  private final LogGate log;
  private final EgressPolicy policy;
  private final Set<FutureResponse> open = new HashSet<>();
  private @Nullable HttpTransport transport;

  public HttpSession(HostEnvironment environment, Wakeup wakeup, HostMemory memory, LogGate log) {
    this.environment = environment;
    this.wakeup = wakeup;
    this.memory = memory;
    this.log = log;
    this.policy = new EgressPolicy(environment.httpRules());
  }

  /**
   * {@code outgoing-handler.handle}. The host is checked at once; its addresses are checked right
   * before the request is sent, which is when its body is finished or full, or the guest waits for
   * the answer.
   */
  ResultValue handle(OutgoingRequest request, Optional<RequestOptions> options) {
    try {
      URI uri = request.uri();
      FutureResponse future = accept(request, uri, options);
      open.add(future);
      request.body().ifPresentOrElse(body -> body.whenReady(future::start), future::start);
      return ResultValue.ok(future);
    } catch (HttpFailure failure) {
      request.close();
      return ResultValue.err(failed(failure));
    }
  }

  private FutureResponse accept(OutgoingRequest request, URI uri, Optional<RequestOptions> options)
      throws HttpFailure {
    policy.checkRequest(request.methodName(), uri);
    HttpTransport to = transport();
    if (!environment.usage().beginHttp(environment.maxHttpInFlight())) {
      throw new LimitExceeded(
          LimitExceeded.Limit.HTTP_IN_FLIGHT,
          environment.maxHttpInFlight(),
          environment.maxHttpInFlight() + 1L);
    }
    return new FutureResponse(
        new PendingRequest(
            request, uri, options.orElseGet(RequestOptions::new), policy, to, environment.usage()),
        this,
        wakeup);
  }

  private HttpTransport transport() throws HttpFailure {
    if (transport == null) {
      transport =
          environment.httpRecording().isPresent()
              ? RecordedTransport.open(environment.httpRecording().get())
              : LiveTransport.INSTANCE;
    }
    return transport;
  }

  /** A response for the guest. */
  IncomingResponse arrived(
      HttpTransport.Response response, PendingRequest request, Runnable onEnd) {
    return new IncomingResponse(
        response,
        Fields.received(memory, response.headers()),
        request.betweenBytesTimeout(),
        onEnd);
  }

  /** Tells the operator of a failure, whose code says little, and gives the guest the code. */
  VariantValue failed(URI uri, HttpFailure failure) {
    log.log(
        Level.WARN,
        "http",
        "request to " + uri.getScheme() + "://" + uri.getAuthority() + ": " + failure.getMessage());
    return failure.code();
  }

  private VariantValue failed(HttpFailure failure) {
    log.log(Level.WARN, "http", "request refused: " + failure.getMessage());
    return failure.code();
  }

  /** The exchange is over. */
  void ended(FutureResponse future) {
    open.remove(future);
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    Set.copyOf(open).forEach(FutureResponse::close);
  }
}
