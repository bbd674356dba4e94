package dev.witloof.host.http;

import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoError;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.io.StreamFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An {@code incoming-response} and the {@code incoming-body} it can be consumed into, once. */
final class IncomingResponse {
  private final HttpTransport.Response response;
  private final Fields headers;
  private final Duration betweenBytes;
  private final Runnable onEnd;
  private boolean consumed;

  /**
   * @param betweenBytes the longest silence within the body
   * @param onEnd to run when the body is read or given up, perhaps more than once
   */
  IncomingResponse(
      HttpTransport.Response response, Fields headers, Duration betweenBytes, Runnable onEnd) {
    this.response = response;
    this.headers = headers;
    this.betweenBytes = betweenBytes;
    this.onEnd = onEnd;
  }

  int status() {
    return response.status();
  }

  /** The header fields, for a handle of their own. */
  Fields headers() {
    return headers.readOnlyCopy();
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
    headers.close();
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
      return Optional.of(new BodyStream());
    }

    /** Gives up what is not read of it. */
    void close() {
      onEnd.run();
    }

    /** The body is done with; there are trailers when it was read to its end. */
    List<Fields.Entry> finish() {
      List<Fields.Entry> trailers = response.body().trailers();
      close();
      return trailers;
    }
  }

  private final class BodyStream implements InputStream {
    private long lastBytes = System.nanoTime();

    @Override
    public byte[] read(int max) throws StreamFailure {
      try {
        Optional<byte[]> bytes = response.body().read(max);
        if (bytes.isEmpty()) {
          onEnd.run();
          throw StreamFailure.closed();
        }
        if (bytes.get().length > 0) {
          lastBytes = System.nanoTime();
        } else if (max > 0 && nanosOfPatience() == 0) {
          throw new HttpFailure("connection-read-timeout", "the body stayed silent for too long");
        }
        return bytes.get();
      } catch (HttpFailure failure) {
        onEnd.run();
        throw StreamFailure.failed(
            new IoError(String.valueOf(failure.getMessage()), Optional.of(failure.code())));
      }
    }

    /** Nanoseconds until the silence is too long. */
    private long nanosOfPatience() {
      return Math.max(0, betweenBytes.toNanos() - (System.nanoTime() - lastBytes));
    }

    @Override
    public Pollable readable() {
      return new Pollable() {
        @Override
        public boolean ready() {
          return response.body().readable() || nanosOfPatience() == 0;
        }

        @Override
        public long nanosUntilReady() {
          return nanosOfPatience();
        }
      };
    }
  }
}
