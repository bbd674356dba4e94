package dev.witloof.host.http;

import dev.witloof.host.HostMemory;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoError;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.io.StreamFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An {@code incoming-body} and its stream. At its end it lets go of the exchange: what it keeps
 * then is trailers, which count as memory of the guest. Confined to the guest's thread.
 */
final class IncomingBody {
  /** What is left of a body that is over. */
  private static final ResponseBody ENDED =
      new ResponseBody() {
        @Override
        public Optional<byte[]> read(int max) {
          return Optional.empty();
        }

        @Override
        public boolean readable() {
          return true;
        }

        @Override
        public List<Fields.Entry> trailers() {
          return List.of();
        }

        @Override
        public void close() {
          // It is.
        }
      };

  private final HostMemory memory;
  private final Duration betweenBytes;
  private final Runnable onEnd;
  private final Children children = new Children("incoming-body", "input-stream");
  private ResponseBody source;
  private Fields trailers;
  private boolean streamed;

  /**
   * @param betweenBytes the longest silence
   * @param onEnd to run when it is read or given up, perhaps more than once
   */
  IncomingBody(HostMemory memory, ResponseBody source, Duration betweenBytes, Runnable onEnd) {
    this.memory = memory;
    this.source = source;
    this.trailers = new Fields(memory);
    this.betweenBytes = betweenBytes;
    this.onEnd = onEnd;
  }

  /** The stream, once. */
  Optional<Object> stream() {
    if (streamed) {
      return Optional.empty();
    }
    streamed = true;
    children.born();
    return Optional.of(new Stream());
  }

  /** What the guest must drop before it drops or finishes the body. */
  Children children() {
    return children;
  }

  /** Gives up what is not read of it. */
  void close() {
    end();
    trailers.close();
  }

  /** The body is done with; there are trailers when it was read to its end. */
  FutureTrailers finish() {
    end();
    Fields received = trailers;
    trailers = new Fields(memory);
    return new FutureTrailers(received);
  }

  private void complete() {
    if (source != ENDED) {
      trailers = Fields.received(memory, source.trailers());
      end();
    }
  }

  private void end() {
    source = ENDED;
    onEnd.run();
  }

  private final class Stream implements InputStream {
    private long lastBytes = System.nanoTime();

    @Override
    public byte[] read(int max) throws StreamFailure {
      try {
        Optional<byte[]> bytes = source.read(max);
        if (bytes.isEmpty()) {
          complete();
          throw StreamFailure.closed();
        }
        if (bytes.get().length > 0) {
          lastBytes = System.nanoTime();
        } else if (max > 0 && nanosOfPatience() == 0) {
          throw new HttpFailure("connection-read-timeout", "the body stayed silent for too long");
        }
        return bytes.get();
      } catch (HttpFailure failure) {
        end();
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
          return source.readable() || nanosOfPatience() == 0;
        }

        @Override
        public long nanosUntilReady() {
          return nanosOfPatience();
        }
      };
    }

    @Override
    public void close() {
      children.gone();
    }
  }
}
