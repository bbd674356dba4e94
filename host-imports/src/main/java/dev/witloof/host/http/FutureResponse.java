package dev.witloof.host.http;

import dev.witloof.component.value.ResultValue;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.io.Wakeup;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code future-incoming-response}. It holds a place in flight from the start until its body is
 * read or dropped, and as long as a name is being looked up for it, for no lookup can be stopped.
 *
 * <p>Methods of the guest's thread, but for the end of the lookup; no foreign code is called while
 * the lock is held.
 */
final class FutureResponse {
  private final PendingRequest request;
  private final HttpSession session;
  private final Wakeup wakeup;
  private @Nullable CompletableFuture<HttpTransport.Response> response;
  private boolean started;
  private boolean closed;
  private boolean taken;

  FutureResponse(PendingRequest request, HttpSession session, Wakeup wakeup) {
    this.request = request;
    this.session = session;
    this.wakeup = wakeup;
  }

  /** Looks up and sends, on other threads; once. */
  void start() {
    synchronized (this) {
      if (started || closed) {
        return;
      }
      started = true;
    }
    request.admit().whenComplete((nothing, failure) -> admitted(failure));
  }

  private void admitted(@Nullable Throwable failure) {
    CompletableFuture<HttpTransport.Response> attempt =
        failure != null
            ? CompletableFuture.failedFuture(failure)
            : isClosed()
                ? CompletableFuture.failedFuture(new CancellationException())
                : request.send(wakeup::signal);
    boolean abandoned;
    synchronized (this) {
      response = attempt;
      abandoned = closed;
    }
    if (abandoned) {
      giveUp(attempt);
    } else {
      attempt.whenComplete((arrived, failed) -> wakeup.signal());
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Who waits for the answer waits for the request to be sent, if its body is finished or not. */
  Pollable ready() {
    return () -> {
      start();
      return isDone();
    };
  }

  private synchronized boolean isDone() {
    return closed || (response != null && response.isDone());
  }

  /** None until it is there, then the response or its failure, and an error ever after. */
  Optional<Object> get() {
    start();
    CompletableFuture<HttpTransport.Response> attempt;
    synchronized (this) {
      attempt = response;
    }
    if (taken) {
      return Optional.of(ResultValue.err());
    }
    if (attempt == null || !attempt.isDone()) {
      return Optional.empty();
    }
    taken = true;
    try {
      IncomingResponse arrived = session.arrived(attempt.join(), request, this::close);
      return Optional.of(ResultValue.ok(ResultValue.ok(arrived)));
    } catch (CompletionException | CancellationException e) {
      HttpFailure failure = HttpFailure.of(e);
      if (failure.leavesConnectionOpen()) {
        request.keepPlace();
      }
      close();
      return Optional.of(ResultValue.ok(ResultValue.err(session.failed(request.uri(), failure))));
    }
  }

  /** The guest dropped the future; a response that was taken from it lives on. */
  void dropped() {
    if (!taken) {
      close();
    }
  }

  /** Gives up whatever is under way; no effect the second time. */
  void close() {
    CompletableFuture<HttpTransport.Response> attempt;
    boolean lookingUp;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      attempt = response;
      lookingUp = started && attempt == null;
    }
    session.ended(this);
    if (attempt != null) {
      giveUp(attempt);
    } else if (!lookingUp) {
      request.close();
    }
  }

  private void giveUp(CompletableFuture<HttpTransport.Response> attempt) {
    attempt.cancel(true);
    // It may have arrived before.
    attempt.whenComplete(
        (arrived, failure) -> {
          if (arrived != null) {
            arrived.body().close();
          }
        });
    request.close();
  }
}
