package dev.witloof.host.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * A body that arrives on a thread of the reactor and is read on the guest's. A server may send
 * {@link Reactor#WINDOW} bytes ahead, and more as they are read: a slow guest slows the server
 * down.
 *
 * <p>No foreign code is called while the lock is held.
 */
final class ArrivingBody implements ResponseBody {
  /** A server that sends more than this ahead does not keep to the protocol. */
  private static final int MAX_AHEAD = 2 * Reactor.WINDOW;

  private final Runnable wakeup;
  private final Runnable giveUp;
  private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
  private @Nullable CapacityChannel channel;
  private @Nullable Throwable failure;
  private List<Fields.Entry> trailers = List.of();
  private int buffered;
  private int credit;
  private boolean ended;
  private boolean closed;

  /**
   * @param wakeup to run when there is something to read
   * @param giveUp ends the exchange, unless it is over
   */
  ArrivingBody(Runnable wakeup, Runnable giveUp) {
    this.wakeup = wakeup;
    this.giveUp = giveUp;
  }

  /** Takes bytes; the buffer is the reactor's, and reused. */
  void arrived(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    synchronized (this) {
      if (buffered + length > MAX_AHEAD) {
        throw new IOException("the server sends more than it may");
      }
      ByteBuffer copy = ByteBuffer.allocate(length).put(bytes).flip();
      if (!closed && length > 0) {
        buffers.add(copy);
        buffered += length;
      }
    }
    wakeup.run();
  }

  /** Where to say how much more may come. */
  void capacity(CapacityChannel given) throws IOException {
    int increment;
    synchronized (this) {
      channel = given;
      increment = credit;
      credit = 0;
    }
    if (increment > 0) {
      given.update(increment);
    }
  }

  void ended(List<Fields.Entry> after) {
    synchronized (this) {
      ended = true;
      trailers = after;
    }
    wakeup.run();
  }

  void failed(Throwable reason) {
    synchronized (this) {
      if (failure == null && !ended) {
        failure = reason;
      }
    }
    wakeup.run();
  }

  @Override
  public Optional<byte[]> read(int max) throws HttpFailure {
    byte[] bytes;
    CapacityChannel toTell;
    int increment = 0;
    synchronized (this) {
      if (buffered == 0) {
        return nothingLeft();
      }
      bytes = take(Math.min(max, buffered));
      credit += bytes.length;
      toTell = channel;
      if (toTell != null && (buffered == 0 || credit >= Reactor.WINDOW / 2)) {
        increment = credit;
        credit = 0;
      }
    }
    if (toTell != null && increment > 0) {
      tell(toTell, increment);
    }
    return Optional.of(bytes);
  }

  private void tell(CapacityChannel toTell, int increment) {
    try {
      toTell.update(increment);
    } catch (IOException | ArithmeticException e) {
      // The library's windows overflow when a server has sent beyond them.
      failed(e);
      giveUp.run();
    }
  }

  private Optional<byte[]> nothingLeft() throws HttpFailure {
    if (failure != null) {
      throw HttpFailure.of(failure);
    }
    return ended || closed ? Optional.empty() : Optional.of(new byte[0]);
  }

  private byte[] take(int length) {
    byte[] bytes = new byte[length];
    int at = 0;
    while (at < length) {
      ByteBuffer first = buffers.getFirst();
      int part = Math.min(length - at, first.remaining());
      first.get(bytes, at, part);
      at += part;
      if (!first.hasRemaining()) {
        buffers.removeFirst();
      }
    }
    buffered -= length;
    return bytes;
  }

  @Override
  public synchronized boolean readable() {
    return buffered > 0 || ended || failure != null || closed;
  }

  @Override
  public synchronized List<Fields.Entry> trailers() {
    return trailers;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      buffers.clear();
      buffered = 0;
    }
    giveUp.run();
  }
}
