package dev.witloof.host.http;

import dev.witloof.component.value.VariantValue;
import dev.witloof.host.HostMemory;
import dev.witloof.host.io.IoError;
import dev.witloof.host.io.OutputStream;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.io.StreamFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, written on the guest's thread and sent on one of the reactor. It holds at
 * most {@link #CAPACITY} bytes: a guest that writes faster than the server reads has to wait. A
 * body that fits is sent with its length; a longer one in chunks, unless the guest declared its
 * length.
 *
 * <p>No foreign code is called while the lock is held.
 */
final class OutgoingBody {
  /** Bytes that wait to be sent. */
  static final int CAPACITY = 64 << 10;

  /** Who sends the body. */
  interface Sender {
    /** There is more to send, or the end. */
    void more();

    /** The body cannot be completed, nor can the request be. */
    void aborted(HttpFailure reason);
  }

  private final HostMemory memory;
  private final Runnable wakeup;
  private final Optional<Long> declaredLength;
  private final long maxBytes;
  private final Children children = new Children("outgoing-body", "output-stream");
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private ByteBuffer sending = ByteBuffer.allocate(0);
  private Runnable whenReady = () -> {};
  private @Nullable Sender sender;
  private @Nullable BodyCopy copy;
  private @Nullable HttpFailure failure;
  private List<Fields.Entry> trailers = List.of();
  private long written;
  private boolean streamed;
  private boolean finished;
  private boolean discarding;
  private boolean ended;

  /**
   * @param wakeup to run when bytes have left
   * @param declaredLength the guest's {@code content-length}
   * @param maxBytes what it may come to
   */
  OutgoingBody(HostMemory memory, Runnable wakeup, Optional<Long> declaredLength, long maxBytes) {
    this.maxBytes = maxBytes;
    this.memory = memory;
    this.wakeup = wakeup;
    this.declaredLength = declaredLength;
  }

  /** A body that is complete, and does not count as the guest's memory. */
  static OutgoingBody whole(byte[] bytes) {
    OutgoingBody body =
        new OutgoingBody(new HostMemory(), () -> {}, Optional.empty(), bytes.length);
    body.pending.writeBytes(bytes);
    body.written = bytes.length;
    body.finished = true;
    return body;
  }

  /** The stream to write it, once. */
  synchronized Optional<OutputStream> stream() {
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

  /**
   * The body is complete.
   *
   * @param after trailers, which are sent where the protocol has a place for them: with HTTP/2, and
   *     after chunks
   * @throws HttpFailure when it is not as long as the guest declared, or a trailer says how long
   */
  void finish(List<Fields.Entry> after) throws HttpFailure {
    HttpFailure invalid = null;
    synchronized (this) {
      if (after.stream().anyMatch(OutgoingBody::isLength)) {
        invalid = new HttpFailure("HTTP-protocol-error", "content-length cannot be a trailer");
      } else if (declaredLength.isPresent() && declaredLength.get() != written && failure == null) {
        invalid = wrongLength(written);
      } else {
        finished = true;
        trailers = List.copyOf(after);
      }
    }
    if (invalid != null) {
      abort(invalid);
      throw invalid;
    }
    whenReady.run();
    tellSender();
  }

  private static boolean isLength(Fields.Entry trailer) {
    return trailer.name().equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH);
  }

  /** The guest dropped the body without finishing it: what was sent of it is corrupt. */
  void dropped() {
    if (!isFinished()) {
      abort(HttpFailure.internal("the request body was dropped before it was finished"));
    }
  }

  /** Ends the body with a failure, which becomes that of the request. */
  void abort(HttpFailure reason) {
    Sender toTell;
    synchronized (this) {
      if (failure != null || ended) {
        return;
      }
      failure = reason;
      clear();
      toTell = sender;
    }
    whenReady.run();
    if (toTell != null) {
      toTell.aborted(reason);
    }
  }

  /**
   * What to do, perhaps more than once, when the body should be on its way: it is finished,
   * aborted, or full.
   */
  void whenReady(Runnable action) {
    whenReady = action;
    if (isReady()) {
      action.run();
    }
  }

  /** Takes all that is written to nowhere, as when the server answered early. */
  void discard() {
    synchronized (this) {
      discarding = true;
      clear();
    }
    wakeup.run();
  }

  /** Why the body cannot be sent. */
  synchronized Optional<HttpFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** From here on it is sent. */
  void sendWith(Sender given) {
    Optional<HttpFailure> reason;
    synchronized (this) {
      sender = given;
      reason = Optional.ofNullable(failure);
    }
    reason.ifPresent(given::aborted);
  }

  /** What was written until now, of which nothing is sent yet, and what is written from here on. */
  synchronized void copyTo(BodyCopy target) {
    target.append(pending.toByteArray());
    copy = target;
  }

  /** From here on this one does not send it; perhaps another one does. */
  synchronized void release(Sender former) {
    if (sender == former) {
      sender = null;
    }
  }

  /** Whether nothing at all is to be sent. */
  synchronized boolean isEmpty() {
    return finished && written == 0 && trailers.isEmpty();
  }

  /** Bytes of the whole body, if that is known before it is sent. */
  synchronized Optional<Long> length() {
    return finished && trailers.isEmpty() ? Optional.of(written) : declaredLength;
  }

  /** More than zero when there is something to do for {@link #produce}. */
  synchronized int available() {
    return sending.remaining() + pending.size() + (finished && !ended ? 1 : 0);
  }

  /**
   * Sends what there is and what the channel takes; called by one thread at a time.
   *
   * @return whether that was the end
   */
  boolean produce(DataStreamChannel channel) throws IOException {
    while (true) {
      ByteBuffer chunk;
      boolean last;
      synchronized (this) {
        if (failure != null || ended) {
          return ended;
        }
        if (!sending.hasRemaining()) {
          sending = ByteBuffer.wrap(pending.toByteArray());
          pending.reset();
        }
        chunk = sending;
        last = finished && !chunk.hasRemaining();
        ended = last;
      }
      if (last) {
        channel.endStream(trailers());
        return true;
      }
      if (!chunk.hasRemaining() || !sent(chunk, channel)) {
        return false;
      }
    }
  }

  /** Whether the channel took any of it. */
  private boolean sent(ByteBuffer chunk, DataStreamChannel channel) throws IOException {
    ByteBuffer view = chunk.duplicate();
    channel.write(view);
    int taken;
    synchronized (this) {
      taken = sending == chunk ? view.position() - chunk.position() : 0;
      chunk.position(chunk.position() + taken);
      memory.release(taken);
    }
    wakeup.run();
    return taken > 0;
  }

  private List<Header> trailers() {
    return trailers.stream()
        .<Header>map(entry -> new BasicHeader(entry.name(), entry.text()))
        .toList();
  }

  private synchronized boolean isFinished() {
    return finished;
  }

  private synchronized boolean isReady() {
    return finished || failure != null || room() == 0;
  }

  private int room() {
    return CAPACITY - pending.size() - sending.remaining();
  }

  private void clear() {
    memory.release(pending.size() + sending.remaining());
    pending.reset();
    sending = ByteBuffer.allocate(0);
  }

  private void tellSender() {
    Sender toTell;
    synchronized (this) {
      toTell = sender;
    }
    if (toTell != null) {
      toTell.more();
    }
  }

  private static HttpFailure wrongLength(long written) {
    return new HttpFailure(
        VariantValue.of("HTTP-request-body-size", Optional.of(written)),
        "the request body does not have the length that its content-length declares");
  }

  private HttpFailure tooLong(long written) {
    return new HttpFailure(
        VariantValue.of("HTTP-request-body-size", Optional.of(written)),
        "the request body is larger than " + maxBytes + " bytes");
  }

  private final class Stream implements OutputStream {
    @Override
    public long permitted() throws StreamFailure {
      synchronized (OutgoingBody.this) {
        if (finished || failure != null) {
          throw StreamFailure.closed();
        }
        return room();
      }
    }

    @Override
    public void write(byte[] bytes) throws StreamFailure {
      HttpFailure refused = null;
      synchronized (OutgoingBody.this) {
        long length = written + bytes.length;
        if (declaredLength.isPresent() && declaredLength.get() < length) {
          refused = wrongLength(length);
        } else if (length > maxBytes) {
          refused = tooLong(length);
        } else {
          written = length;
          if (copy != null) {
            copy.append(bytes);
          }
          if (!discarding) {
            memory.reserve(bytes.length);
            pending.writeBytes(bytes);
          }
        }
      }
      if (refused != null) {
        abort(refused);
        throw StreamFailure.failed(
            new IoError(String.valueOf(refused.getMessage()), Optional.of(refused.code())));
      }
      if (isReady()) {
        whenReady.run();
      }
      tellSender();
    }

    @Override
    public void close() {
      children.gone();
    }

    @Override
    public Pollable writable() {
      return () -> {
        synchronized (OutgoingBody.this) {
          return finished || failure != null || room() > 0;
        }
      };
    }
  }
}
