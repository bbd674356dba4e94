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
 * A {@code future-incoming-response}; it holds a place in flight until its body is read or dropped.
 */
final class FutureResponse {
  private final HttpSession session;
  private final Wakeup wakeup;
  private @Nullable CompletableFuture<HttpTransport.Response> response;
  private @Nullable ResponseBody body;
  private boolean taken;

  FutureResponse(HttpSession session, Wakeup wakeup) {
    this.session = session;
    this.wakeup = wakeup;
  }

  void sent(CompletableFuture<HttpTransport.Response> future) {
    response = future;
    future.whenComplete((result, failure) -> wakeup.signal());
  }

  Pollable ready() {
    return () -> response != null && response.isDone();
  }

  /** None until it is there, then the response or its failure, and an error ever after. */
  Optional<Object> get() {
    if (response == null || !response.isDone()) {
      return Optional.empty();
    }
    if (taken) {
      return Optional.of(ResultValue.err());
    }
    taken = true;
    try {
      HttpTransport.Response arrived = response.join();
      body = arrived.body();
      return Optional.of(
          ResultValue.ok(ResultValue.ok(new IncomingResponse(arrived, this::close))));
    } catch (CompletionException | CancellationException e) {
      session.ended(this);
      return Optional.of(ResultValue.ok(ResultValue.err(HttpFailure.of(e).code())));
    }
  }

  /** The guest dropped the future; a response that was taken from it lives on. */
  void dropped() {
    if (!taken) {
      close();
    }
  }

  void close() {
    session.ended(this);
    if (body != null) {
      body.close();
    } else if (response != null) {
      response.cancel(true);
      // It may have arrived in between.
      response.whenComplete(
          (arrived, failure) -> {
            if (arrived != null) {
              arrived.body().close();
            }
          });
    }
  }
}
