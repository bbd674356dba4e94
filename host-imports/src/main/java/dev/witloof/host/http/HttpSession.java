package dev.witloof.host.http;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.HostStack;
import dev.witloof.engine.Trap;
import dev.witloof.host.HostMemory;
import dev.witloof.host.io.Wakeup;
import dev.witloof.host.logging.LogGate;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The HTTP exchanges of one component instance. Confined to the guest's thread. */
public final class HttpSession implements AutoCloseable {
  private final HostEnvironment environment;
  private final Wakeup wakeup;
  private final HostMemory memory;
  private final LogGate log;
  private final EgressPolicy policy;
  private final EgressTrail trail;
  private final Set<FutureResponse> open = new HashSet<>();

  public HttpSession(HostEnvironment environment, Wakeup wakeup, HostMemory memory, LogGate log) {
    this.environment = environment;
    this.wakeup = wakeup;
    this.memory = memory;
    this.log = log;
    this.policy = new EgressPolicy(environment.httpRules());
    this.trail = new EgressTrail(environment);
  }

  /**
   * {@code outgoing-handler.handle}. What was granted is checked at once; the addresses of the host
   * right before the request is sent, which is when its body is finished or full, or the guest
   * waits for the answer, and when it is its turn among the requests of the connector.
   */
  ResultValue handle(OutgoingRequest request, Optional<RequestOptions> options) {
    HostStack.requireRoom();
    try {
      request.children().requireNone("given to handle");
      Target target = request.target();
      PendingRequest pending = accept(request, target, options.orElseGet(RequestOptions::new));
      FutureResponse future = new FutureResponse(pending, this);
      open.add(future);
      request.body().ifPresentOrElse(body -> body.whenReady(pending::start), pending::start);
      return ResultValue.ok(future);
    } catch (Trap misuse) {
      request.dropped();
      throw misuse;
    } catch (HttpFailure failure) {
      request.body().ifPresent(body -> body.abort(failure));
      request.close();
      log.log(Level.WARN, "http", "request refused: " + failure.getMessage());
      return ResultValue.err(failure.code());
    }
  }

  private PendingRequest accept(OutgoingRequest request, Target target, RequestOptions options)
      throws HttpFailure {
    boolean mayBeInternal;
    try {
      mayBeInternal = policy.admit(target);
    } catch (HttpFailure refused) {
      trail.refused(target, refused);
      throw refused;
    }
    return new PendingRequest(
        request,
        target,
        mayBeInternal,
        options,
        environment.secrets().redactor(),
        ConnectorHttp.of(environment),
        trail,
        wakeup::signal);
  }

  /** The body of a request, once. */
  Optional<OutgoingBody> bodyOf(OutgoingRequest request) {
    return request.takeBody(wakeup::signal, environment.httpLimits().requestBody());
  }

  /** A response for the guest. */
  IncomingResponse arrived(
      HttpTransport.Response response, PendingRequest request, Runnable onEnd) {
    return new IncomingResponse(
        response.status(),
        Fields.received(memory, response.headers()),
        new IncomingBody(
            memory,
            new BoundedBody(response.body(), environment.httpLimits().responseBody()),
            request.betweenBytesTimeout(),
            onEnd));
  }

  /** Tells the operator of a failure, whose code says little, and gives the guest the code. */
  VariantValue failed(Target target, HttpFailure failure) {
    log.log(Level.WARN, "http", "request to " + target.origin() + ": " + failure.getMessage());
    return failure.code();
  }

  /** The exchange is over. */
  void ended(FutureResponse future) {
    open.remove(future);
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    List<FutureResponse> left = new ArrayList<>(open);
    // Those that wait go first, or places that others give back would set them on their way.
    left.sort(Comparator.comparing(FutureResponse::hasPlace));
    left.forEach(FutureResponse::close);
  }
}
