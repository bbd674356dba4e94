package dev.witloof.host.http;

import dev.witloof.host.http.cassette.Answer;
import dev.witloof.host.http.cassette.Body;
import dev.witloof.host.http.cassette.Playback;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Answers from a cassette, when the body of the request is complete. A request that was not
 * recorded fails, and the log says which recorded one is nearest.
 */
final class ReplayTransport implements HttpTransport {
  private final Playback playback;

  private ReplayTransport(Playback playback) {
    this.playback = playback;
  }

  /**
   * Reads a cassette.
   *
   * @throws HttpFailure when it cannot be read, or is none
   */
  static ReplayTransport open(Path cassette) throws HttpFailure {
    try {
      return new ReplayTransport(Playback.open(cassette));
    } catch (IOException e) {
      throw new HttpFailure("configuration-error", String.valueOf(e.getMessage()));
    }
  }

  /** Nothing is looked up; an address that is internal must be granted as such all the same. */
  @Override
  public CompletableFuture<Route> route(Target target, boolean mayBeInternal) {
    try {
      Routes.checkLiteral(target, mayBeInternal);
      return CompletableFuture.completedFuture(new Route(target, List.of(), Optional.empty()));
    } catch (HttpFailure refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  @Override
  public CompletableFuture<Response> send(Request request, Route route, Runnable wakeup) {
    return CollectedBody.of(request.body()).thenCompose(body -> answer(request, body));
  }

  private CompletableFuture<Response> answer(Request request, byte[] body) {
    try {
      return CompletableFuture.completedFuture(
          response(playback.answer(Recorded.request(request, body), request.redactor())));
    } catch (HttpFailure failure) {
      return CompletableFuture.failedFuture(failure);
    } catch (Playback.NotRecorded e) {
      // What else was recorded is none of the guest's business.
      return CompletableFuture.failedFuture(
          HttpFailure.internal(String.valueOf(e.getMessage()), e.forTheOperator()));
    } catch (Body.Unsuitable e) {
      return CompletableFuture.failedFuture(HttpFailure.internal(String.valueOf(e.getMessage())));
    }
  }

  private static Response response(Answer answer) throws HttpFailure {
    if (answer instanceof Answer.Failure failure) {
      throw Recorded.failure(failure);
    }
    Answer.Response response = (Answer.Response) answer;
    byte[] bytes = response.body().sent();
    Optional<HttpFailure> end =
        response.incomplete()
            ? Optional.of(
                HttpFailure.internal(
                    "the cassette has no more of this body, for the connector read no more when it"
                        + " was recorded; record again"))
            : response.failure().map(Recorded::failure);
    return new Response(
        response.status(),
        Recorded.entries(response, bytes.length),
        new WholeBody(bytes, Recorded.entries(response.trailers()), end));
  }

  @Override
  public void close() {
    // Nothing is open between requests.
  }
}
