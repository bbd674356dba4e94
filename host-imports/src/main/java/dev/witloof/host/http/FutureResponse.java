package dev.witloof.host.http;

import dev.witloof.component.value.ResultValue;
import dev.witloof.host.io.Pollable;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code future-incoming-response}. Its request holds a place in flight until the body of the
 * response is read or dropped; then it lets go of the request. Confined to the guest's thread.
 */
final class FutureResponse {
  private final HttpSession session;
  private @Nullable PendingRequest underway;
  private boolean taken;

  FutureResponse(PendingRequest request, HttpSession session) {
    this.underway = request;
    this.session = session;
  }

  /** Who waits for the answer waits for the request to be sent, if its body is finished or not. */
  Pollable ready() {
    return () -> {
      PendingRequest request = underway;
      if (request == null) {
        return true;
      }
      request.start();
      return request.response().isDone();
    };
  }

  /** None until it is there, then the response or its failure, and an error ever after. */
  Optional<Object> get() {
    PendingRequest request = underway;
    if (taken || request == null) {
      return Optional.of(ResultValue.err());
    }
    request.start();
    CompletableFuture<HttpTransport.Response> response = request.response();
    if (!response.isDone()) {
      return Optional.empty();
    }
    taken = true;
    try {
      IncomingResponse arrived = session.arrived(response.join(), request, this::close);
      return Optional.of(ResultValue.ok(ResultValue.ok(arrived)));
    } catch (CompletionException | CancellationException e) {
      close();
      return Optional.of(
          ResultValue.ok(ResultValue.err(session.failed(request.target(), HttpFailure.of(e)))));
    }
  }

  /** The guest dropped the future; a response that was taken from it lives on. */
  void dropped() {
    if (!taken) {
      close();
    }
  }

  boolean hasPlace() {
    PendingRequest request = underway;
    return request != null && request.hasPlace();
  }

  /** Gives up whatever is under way; no effect the second time. */
  void close() {
    PendingRequest request = underway;
    if (request != null) {
      request.close();
      underway = null;
      session.ended(this);
    }
  }
}
