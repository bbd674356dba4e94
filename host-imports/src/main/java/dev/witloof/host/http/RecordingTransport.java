package dev.witloof.host.http;

import dev.witloof.host.http.cassette.Answer;
import dev.witloof.host.http.cassette.Body;
import dev.witloof.host.http.cassette.RecordedRequest;
import dev.witloof.host.http.cassette.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets another transport send, and writes what is asked and answered as a cassette when it is
 * closed. It records what the guest sees: of a body, what it reads.
 */
final class RecordingTransport implements HttpTransport {
  private final HttpTransport transport;
  private final Path cassette;
  private final Recorder recorder = new Recorder();
  private final AtomicReference<@Nullable HttpFailure> unrecorded = new AtomicReference<>();

  RecordingTransport(HttpTransport transport, Path cassette) {
    this.transport = transport;
    this.cassette = cassette;
  }

  /**
   * @throws HttpFailure when the cassette could not be written
   */
  static RecordingTransport open(HttpTransport transport, Path cassette) throws HttpFailure {
    Path folder = cassette.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new HttpFailure(
          "configuration-error",
          "there is no folder " + folder + " to write the cassette " + cassette + " to");
    }
    return new RecordingTransport(transport, cassette);
  }

  @Override
  public CompletableFuture<Route> route(Target target, boolean mayBeInternal) {
    return transport.route(target, mayBeInternal);
  }

  @Override
  public CompletableFuture<Response> send(Request request, Route route, Runnable wakeup) {
    Take take = new Take(request);
    return Relay.of(transport.send(request, route, wakeup), take::answered, take::failed);
  }

  /**
   * Writes the cassette; one that would be incomplete is not written, for what is there may be
   * whole.
   *
   * @throws UncheckedIOException when it cannot be written
   * @throws IllegalStateException when it lacks exchanges that cannot be recorded
   */
  @Override
  public void close() {
    HttpFailure missing = unrecorded.get();
    if (missing != null) {
      transport.close();
      throw new IllegalStateException(
          "the cassette " + cassette + " would be incomplete and is not written", missing);
    }
    try {
      recorder.write(cassette);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the cassette " + cassette, e);
    } finally {
      transport.close();
    }
  }

  /** One exchange. */
  private final class Take {
    private final Request request;
    private final BodyCopy sent = new BodyCopy();
    private final int number;

    Take(Request request) {
      this.request = request;
      request.body().ifPresent(body -> body.copyTo(sent));
      this.number = recorder.begin(withBody(Body.EMPTY), request.redactor());
    }

    private RecordedRequest withBody(Body body) {
      return new RecordedRequest(
          request.target().method(),
          request.target().url(),
          Recorded.headers(request.headers()),
          body);
    }

    Response answered(Response response) throws HttpFailure {
      try {
        Body.requireKnownCoding(Recorded.headers(response.headers()));
      } catch (Body.Unsuitable e) {
        throw unsuitable(e);
      }
      return new Response(
          response.status(),
          response.headers(),
          new HeardBody(response.body(), (read, end) -> finish(response, read, end)));
    }

    private Optional<HttpFailure> finish(Response response, BodyCopy read, HeardBody.End end) {
      Map<String, List<String>> headers = Recorded.headers(response.headers());
      try {
        record(
            new Answer.Response(
                response.status(),
                headers,
                Body.of(read.bytes(), headers),
                Recorded.headers(response.body().trailers()),
                end instanceof HeardBody.GivenUp,
                end instanceof HeardBody.Broken broken
                    ? Optional.of(Recorded.failure(broken.failure()))
                    : Optional.empty()));
        return Optional.empty();
      } catch (Body.Unsuitable e) {
        return Optional.of(unsuitable(e));
      }
    }

    Throwable failed(Throwable failure) {
      try {
        record(
            failure instanceof CancellationException
                ? Recorder.GIVEN_UP
                : Recorded.failure(HttpFailure.of(failure)));
        return failure;
      } catch (Body.Unsuitable e) {
        return unsuitable(e);
      }
    }

    private void record(Answer answer) throws Body.Unsuitable {
      recorder.finish(number, Recorded.request(request, sent.bytes()), answer);
    }

    private HttpFailure unsuitable(Body.Unsuitable reason) {
      HttpFailure failure =
          HttpFailure.internal(
              "an exchange with %s cannot be recorded: %s"
                  .formatted(request.target().origin(), reason.getMessage()));
      unrecorded.compareAndSet(null, failure);
      return failure;
    }
  }
}
