package dev.witloof.host.http;

import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoError;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.io.StreamFailure;
import java.util.Optional;

/** An {@code incoming-response} and the {@code incoming-body} it can be consumed into, once. */
final class IncomingResponse {
  private final HttpTransport.Response response;
  private final Runnable onEnd;
  private boolean consumed;

  IncomingResponse(HttpTransport.Response response, Runnable onEnd) {
    this.response = response;
    this.onEnd = onEnd;
  }

  int status() {
    return response.status();
  }

  Fields headers() {
    return response.headers();
  }

  Optional<Object> consume() {
    if (consumed) {
      return Optional.empty();
    }
    consumed = true;
    return Optional.of(new Body());
  }

  /** The guest dropped the response; a body that was taken from it lives on. */
  void dropped() {
    if (!consumed) {
      onEnd.run();
    }
  }

  /** An {@code incoming-body}. */
  final class Body {
    private boolean streamed;

    /** The stream, once. */
    Optional<Object> stream() {
      if (streamed) {
        return Optional.empty();
      }
      streamed = true;
      return Optional.of(new BodyStream(response.body()));
    }

    void close() {
      onEnd.run();
    }
  }

  private record BodyStream(ResponseBody body) implements InputStream {
    @Override
    public byte[] read(int max) throws StreamFailure {
      try {
        return body.read(max).orElseThrow(StreamFailure::closed);
      } catch (HttpFailure failure) {
        throw StreamFailure.failed(
            new IoError(String.valueOf(failure.getMessage()), Optional.of(failure.code())));
      }
    }

    @Override
    public Pollable readable() {
      return body::readable;
    }
  }
}
