package dev.witloof.host.http;

import dev.witloof.component.value.ResultValue;
import dev.witloof.host.io.Pollable;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A {@code future-incoming-response}. Its request holds a place in flight until the body of the
 * response is read or dropped. Confined to the guest's thread.
 */
final class FutureResponse {
  private final PendingRequest request;
  private final HttpSession session;
  private boolean taken;

  FutureResponse(PendingRequest request, HttpSession session) {
    this.request = request;
    this.session = session;
  }

  /** Who waits for the answer waits for the request to be sent, if its body is finished or not. */
  Pollable ready() {
    return () -> {
      request.start();
      return request.response().isDone();
    };
  }

  /** None until it is there, then the response or its failure, and an error ever after. */
  Optional<Object> get() {
    request.start();
    if (taken) {
      return Optional.of(ResultValue.err());
    }
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
    return request.hasPlace();
  }

  /** Gives up whatever is under way; no effect the second time. */
  void close() {
    session.ended(this);
    request.close();
  }
}
