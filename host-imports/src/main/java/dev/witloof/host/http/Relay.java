package dev.witloof.host.http;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Passes on what comes of a request, changed, and its cancellation the other way. */
final class Relay {
  /** What is changed of a response. */
  interface Change {
    HttpTransport.Response apply(HttpTransport.Response response) throws HttpFailure;
  }

  private Relay() {}

  /**
   * @param sent what another transport gave
   * @param failed changes a failure
   */
  static CompletableFuture<HttpTransport.Response> of(
      CompletableFuture<HttpTransport.Response> sent,
      Change change,
      UnaryOperator<Throwable> failed) {
    CompletableFuture<HttpTransport.Response> result = new CompletableFuture<>();
    result.whenComplete(
        (response, failure) -> {
          if (failure instanceof CancellationException) {
            sent.cancel(false);
          }
        });
    sent.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            result.completeExceptionally(told(failed, failure));
          } else {
            pass(response, change, result);
          }
        });
    return result;
  }

  private static Throwable told(UnaryOperator<Throwable> failed, Throwable failure) {
    try {
      return failed.apply(failure);
    } catch (Throwable e) {
      // Whatever it is, somebody waits for the result.
      return HttpFailure.of(e);
    }
  }

  private static void pass(
      HttpTransport.Response response,
      Change change,
      CompletableFuture<HttpTransport.Response> result) {
    HttpTransport.Response changed;
    try {
      changed = change.apply(response);
    } catch (Throwable e) {
      // Whatever it is, somebody waits for the result.
      try {
        response.body().close();
      } finally {
        result.completeExceptionally(HttpFailure.of(e));
      }
      return;
    }
    if (!result.complete(changed)) {
      changed.body().close();
    }
  }
}
