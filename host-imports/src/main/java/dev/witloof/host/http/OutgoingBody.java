package dev.witloof.host.http;

import dev.witloof.component.value.VariantValue;
import dev.witloof.host.HostMemory;
import dev.witloof.host.io.IoError;
import dev.witloof.host.io.OutputStream;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.io.StreamFailure;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, written on the guest's thread and sent on those of the client. It holds at
 * most {@link #CAPACITY} bytes: a guest that writes faster than the server reads has to wait. A
 * body that fits is sent with its length; a longer one in chunks, unless the guest declared its
 * length.
 *
 * <p>No foreign code is called while the lock is held.
 */
final class OutgoingBody implements Flow.Publisher<ByteBuffer> {
  /** Bytes that wait to be sent. */
  static final int CAPACITY = 64 << 10;

  private final HostMemory memory;
  private final Runnable wakeup;
  private final Optional<Long> declaredLength;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private Runnable whenReady = () -> {};
  private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
  private @Nullable HttpFailure failure;
  private long demand;
  private long written;
  private boolean streamed;
  private boolean finished;
  private boolean discarding;
  private boolean signalling;
  private boolean ended;

  /**
   * @param wakeup to run when bytes have left
   * @param declaredLength the guest's {@code content-length}
   */
  OutgoingBody(HostMemory memory, Runnable wakeup, Optional<Long> declaredLength) {
    this.memory = memory;
    this.wakeup = wakeup;
    this.declaredLength = declaredLength;
  }

  /** The stream to write it, once. */
  synchronized Optional<OutputStream> stream() {
    if (streamed) {
      return Optional.empty();
    }
    streamed = true;
    return Optional.of(new Stream());
  }

  /**
   * The body is complete.
   *
   * @throws HttpFailure when it is not as long as the guest declared
   */
  void finish() throws HttpFailure {
    HttpFailure mismatch = null;
    synchronized (this) {
      if (declaredLength.isPresent() && declaredLength.get() != written && failure == null) {
        mismatch = wrongLength(written);
      } else {
        finished = true;
      }
    }
    if (mismatch != null) {
      abort(mismatch);
      throw mismatch;
    }
    whenReady.run();
    emit();
  }

  /** The guest dropped the body without finishing it: what was sent of it is corrupt. */
  void dropped() {
    if (!isFinished()) {
      abort(HttpFailure.internal("the request body was dropped before it was finished"));
    }
  }

  /** Ends the body with a failure, which becomes that of the request. */
  void abort(HttpFailure reason) {
    synchronized (this) {
      if (failure != null || ended) {
        return;
      }
      failure = reason;
      clear();
    }
    whenReady.run();
    emit();
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

  /** Takes all that is written to nowhere. */
  synchronized void discard() {
    discarding = true;
    clear();
  }

  /** Why the body cannot be sent. */
  synchronized Optional<HttpFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** The body for the client: as a whole when it is all here, as a stream otherwise. */
  synchronized BodyPublisher publisher() {
    if (finished) {
      byte[] whole = take();
      ended = true;
      return whole.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(whole);
    }
    return declaredLength
        .filter(length -> length > 0)
        .map(length -> BodyPublishers.fromPublisher(this, length))
        .orElseGet(() -> BodyPublishers.fromPublisher(this));
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> given) {
    boolean first;
    synchronized (this) {
      first = subscriber == null;
    }
    if (!first) {
      given.onSubscribe(new Subscription(false));
      given.onError(HttpFailure.internal("a streamed request body cannot be sent twice"));
      return;
    }
    given.onSubscribe(new Subscription(true));
    synchronized (this) {
      subscriber = given;
    }
    emit();
  }

  private synchronized boolean isFinished() {
    return finished;
  }

  private synchronized boolean isReady() {
    return finished || failure != null || pending.size() == CAPACITY;
  }

  private byte[] take() {
    byte[] bytes = pending.toByteArray();
    clear();
    return bytes;
  }

  private void clear() {
    memory.release(pending.size());
    pending.reset();
  }

  /** Hands on what is there and asked for; calls of several threads are put in a row. */
  private void emit() {
    while (true) {
      Signal signal;
      synchronized (this) {
        signal = nextSignal();
        if (signal == null) {
          return;
        }
        signalling = true;
      }
      signal.send();
      synchronized (this) {
        signalling = false;
      }
      wakeup.run();
    }
  }

  /** A call of the subscriber. */
  private interface Signal {
    void send();
  }

  private @Nullable Signal nextSignal() {
    Flow.Subscriber<? super ByteBuffer> target = subscriber;
    if (target == null || signalling || ended) {
      return null;
    }
    HttpFailure reason = failure;
    if (reason != null) {
      ended = true;
      return () -> target.onError(reason);
    }
    if (pending.size() > 0) {
      if (demand == 0) {
        return null;
      }
      demand--;
      byte[] bytes = take();
      return () -> target.onNext(ByteBuffer.wrap(bytes));
    }
    if (finished) {
      ended = true;
      return target::onComplete;
    }
    return null;
  }

  private static HttpFailure wrongLength(long written) {
    return new HttpFailure(
        VariantValue.of("HTTP-request-body-size", Optional.of(written)),
        "the request body does not have the length that its content-length declares");
  }

  private final class Subscription implements Flow.Subscription {
    private final boolean active;

    Subscription(boolean active) {
      this.active = active;
    }

    @Override
    public void request(long items) {
      if (!active) {
        return;
      }
      synchronized (OutgoingBody.this) {
        demand = items > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + items;
      }
      emit();
    }

    /** The client wants no more, as when the server answered early. */
    @Override
    public void cancel() {
      if (active) {
        discard();
        wakeup.run();
      }
    }
  }

  private final class Stream implements OutputStream {
    @Override
    public long permitted() throws StreamFailure {
      synchronized (OutgoingBody.this) {
        if (finished || failure != null) {
          throw StreamFailure.closed();
        }
        return CAPACITY - pending.size();
      }
    }

    @Override
    public void write(byte[] bytes) throws StreamFailure {
      boolean tooLong;
      synchronized (OutgoingBody.this) {
        tooLong = declaredLength.isPresent() && declaredLength.get() < written + bytes.length;
        if (!tooLong) {
          written += bytes.length;
          if (!discarding) {
            memory.reserve(bytes.length);
            pending.writeBytes(bytes);
          }
        }
      }
      if (tooLong) {
        HttpFailure reason = wrongLength(written + bytes.length);
        abort(reason);
        throw StreamFailure.failed(
            new IoError(String.valueOf(reason.getMessage()), Optional.of(reason.code())));
      }
      if (isReady()) {
        whenReady.run();
      }
      emit();
    }

    @Override
    public Pollable writable() {
      return () -> {
        synchronized (OutgoingBody.this) {
          return finished || failure != null || pending.size() < CAPACITY;
        }
      };
    }
  }
}
