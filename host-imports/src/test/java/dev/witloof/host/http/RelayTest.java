package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RelayTest {
  private static void failsWithAFailure(CompletableFuture<HttpTransport.Response> result) {
    CompletionException failed = assertThrows(CompletionException.class, () -> result.getNow(null));
    assertInstanceOf(HttpFailure.class, failed.getCause());
  }

  @Test
  void anErrorOfAChangeIsTheResult() {
    HttpTransport.Response response =
        new HttpTransport.Response(
            200, List.of(), new WholeBody(new byte[0], List.of(), Optional.empty()));
    failsWithAFailure(
        Relay.of(
            CompletableFuture.completedFuture(response),
            answer -> {
              throw new LinkageError("broken");
            },
            UnaryOperator.identity()));
  }

  @Test
  void anErrorWhileAFailureIsToldIsTheResult() {
    failsWithAFailure(
        Relay.of(
            CompletableFuture.failedFuture(HttpFailure.internal("it failed")),
            answer -> answer,
            failure -> {
              throw new LinkageError("broken");
            }));
  }
}
