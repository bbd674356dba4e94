package dev.witloof.host.http;

import dev.witloof.engine.HostStack;
import dev.witloof.host.http.RequestOptions.Timeout;
import dev.witloof.runtime.secret.Redactor;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A granted request on its way: it waits for a place in flight, then for the decision where it
 * goes, then for the response. It gives the place back when it is closed; during a lookup, at the
 * end of that, for no lookup can be stopped. Thread-safe; no foreign code is called while the lock
 * is held.
 */
final class PendingRequest {
  private enum Stage {
    NEW,
    QUEUED,
    ROUTING,
    SENDING
  }

  private final OutgoingRequest request;

  /** As they were granted; none when it is closed, for then they count no more. */
  private List<Fields.Entry> headers;

  private final Target target;
  private final boolean mayBeInternal;
  private final RequestOptions options;
  private final Redactor redactor;
  private final InFlight inFlight;
  private final Executor starter;
  private final HttpTransport transport;
  private final EgressTrail trail;
  private final Runnable wakeup;
  private final CompletableFuture<HttpTransport.Response> response = new CompletableFuture<>();

  /** What traces say of the guest's call, for the threads on which the rest happens. */
  private final Context call = Context.current();

  private Stage stage = Stage.NEW;
  private boolean closed;
  private @Nullable CompletableFuture<Void> turn;
  private long sentAt;

  /**
   * @param mayBeInternal whether the grant names an address itself
   * @param redactor for the secrets of the instance
   * @param wakeup to run whenever there is news
   */
  PendingRequest(
      OutgoingRequest request,
      Target target,
      boolean mayBeInternal,
      RequestOptions options,
      Redactor redactor,
      ConnectorHttp http,
      EgressTrail trail,
      Runnable wakeup)
      throws HttpFailure {
    this.request = request;
    this.headers = request.headers().entries();
    this.target = target;
    this.mayBeInternal = mayBeInternal;
    this.options = options;
    this.redactor = redactor;
    this.inFlight = http.inFlight();
    this.starter = http.starter();
    this.transport = http.transport();
    this.trail = trail;
    this.wakeup = wakeup;
    response.whenComplete((arrived, failure) -> wakeup.run());
  }

  Target target() {
    return target;
  }

  /** The longest silence within the body of the response. */
  Duration betweenBytesTimeout() {
    return options.duration(Timeout.BETWEEN_BYTES);
  }

  /** Fails with what {@link HttpFailure#of} understands. */
  CompletableFuture<HttpTransport.Response> response() {
    return response;
  }

  /** Whether it has a place in flight. */
  synchronized boolean hasPlace() {
    return turn != null && turn.isDone();
  }

  /** Sets it on its way, on a thread of the host; once. */
  void start() {
    CompletableFuture<Void> mine;
    synchronized (this) {
      if (stage != Stage.NEW || closed) {
        return;
      }
      HostStack.requireRoom();
      stage = Stage.QUEUED;
      mine = inFlight.acquire();
      turn = mine;
    }
    mine.thenRunAsync(this::route, starter)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                // As when there is no thread for it.
                response.completeExceptionally(HttpFailure.of(failure));
              }
            });
  }

  private void route() {
    synchronized (this) {
      if (closed) {
        return;
      }
      stage = Stage.ROUTING;
    }
    way().whenComplete(this::routed);
  }

  private CompletableFuture<Route> way() {
    try {
      return transport.route(target, mayBeInternal);
    } catch (Throwable unavailable) {
      // Whatever it is, the place in flight must come back.
      return CompletableFuture.failedFuture(unavailable);
    }
  }

  private void routed(@Nullable Route route, @Nullable Throwable failure) {
    boolean tooLate;
    synchronized (this) {
      tooLate = closed;
      stage = Stage.SENDING;
    }
    if (tooLate) {
      inFlight.release();
    } else if (route == null) {
      HttpFailure refused = HttpFailure.of(Objects.requireNonNull(failure));
      told(() -> trail.refused(target, refused));
      response.completeExceptionally(refused);
    } else {
      told(() -> trail.letOut(target, route))
          .ifPresentOrElse(response::completeExceptionally, () -> send(route));
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Tells the listener, as part of the call that set the request on its way.
   *
   * @return why it must not be sent, if the listener says so: an audit trail that must be written
   *     cannot be
   */
  private Optional<HttpFailure> told(Runnable event) {
    try {
      call.wrap(event).run();
      return Optional.empty();
    } catch (Throwable unavailable) {
      // An error, too, must not leave the guest without an answer.
      return Optional.of(HttpFailure.denied("nobody hears of it: " + unavailable.getMessage()));
    }
  }

  private void send(Route route) {
    if (isClosed()) {
      // Given up while the listener heard of it.
      return;
    }
    sentAt = System.nanoTime();
    CompletableFuture<HttpTransport.Response> attempt;
    try {
      attempt = transport.send(message(), route, wakeup);
    } catch (Throwable refused) {
      // Whatever the client refuses and our checks let pass must reach the guest that waits for it.
      attempt = CompletableFuture.failedFuture(refused);
    }
    CompletableFuture<HttpTransport.Response> sent = attempt;
    response.whenComplete(
        (arrived, failure) -> {
          if (failure instanceof CancellationException) {
            sent.cancel(false);
          }
        });
    sent.whenComplete(this::answered);
  }

  private HttpTransport.Request message() {
    List<Fields.Entry> granted;
    synchronized (this) {
      granted = headers;
    }
    return new HttpTransport.Request(
        target,
        granted,
        request.body(),
        options.duration(Timeout.CONNECT),
        options.duration(Timeout.FIRST_BYTE),
        redactor);
  }

  private void answered(HttpTransport.@Nullable Response arrived, @Nullable Throwable failure) {
    Duration duration = Duration.ofNanos(System.nanoTime() - sentAt);
    if (arrived == null) {
      HttpFailure reason = HttpFailure.of(Objects.requireNonNull(failure));
      told(() -> trail.failed(target, reason, duration));
      response.completeExceptionally(reason);
    } else {
      Optional<HttpFailure> unheard =
          told(() -> trail.answered(target, arrived.status(), duration));
      boolean isTaken =
          unheard.map(response::completeExceptionally).orElseGet(() -> response.complete(arrived));
      if (unheard.isPresent() || !isTaken) {
        arrived.body().close();
      }
    }
  }

  private static void giveUp(OutgoingBody body) {
    body.abort(HttpFailure.internal("the request was given up"));
    body.whenReady(() -> {});
  }

  /** Ends whatever is under way and gives the place back; no effect the second time. */
  void close() {
    Stage reached;
    CompletableFuture<Void> myTurn;
    synchronized (this) {
      if (closed) {
        return;
      }
      HostStack.requireRoom();
      closed = true;
      headers = List.of();
      reached = stage;
      myTurn = turn;
    }
    request.body().ifPresent(PendingRequest::giveUp);
    if (!response.cancel(false) && !response.isCompletedExceptionally()) {
      response.join().body().close();
    }
    request.close();
    if (reached == Stage.QUEUED && myTurn != null) {
      inFlight.abandon(myTurn);
    } else if (reached == Stage.SENDING) {
      inFlight.release();
    }
  }
}
