package dev.witloof.host.http;

import dev.witloof.host.io.IoError;
import dev.witloof.host.io.OutputStream;
import dev.witloof.host.io.StreamFailure;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request. It is kept until the guest finishes it and sent as a whole, so its length
 * is always known to the server.
 */
final class OutgoingBody {
  /** The longest body that can be sent. */
  static final int MAX_BYTES = 16 << 20;

  private static final long PERMIT = 64 << 10;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Runnable onFinish = () -> {};
  private boolean written;
  private boolean finished;

  /** The stream to write it, once. */
  @Nullable OutputStream stream() {
    if (written) {
      return null;
    }
    written = true;
    return new OutputStream() {
      @Override
      public long permitted() throws StreamFailure {
        if (finished) {
          throw StreamFailure.closed();
        }
        return PERMIT;
      }

      @Override
      public void write(byte[] more) throws StreamFailure {
        if (finished) {
          throw StreamFailure.closed();
        }
        if (bytes.size() + more.length > MAX_BYTES) {
          throw StreamFailure.failed(
              new IoError("a request body can have at most " + MAX_BYTES + " bytes"));
        }
        bytes.writeBytes(more);
      }
    };
  }

  void finish() {
    finished = true;
    onFinish.run();
  }

  boolean finished() {
    return finished;
  }

  /** What to do when it is finished; at once if it is. */
  void whenFinished(Runnable action) {
    if (finished) {
      action.run();
    } else {
      onFinish = action;
    }
  }

  byte[] content() {
    return bytes.toByteArray();
  }
}
