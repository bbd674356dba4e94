package dev.witloof.runtime.internal;

import dev.witloof.component.Cancellation;
import dev.witloof.connector.ConnectorException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The instances that one source or destination works with: borrowed from the pool when a call finds
 * none free, kept between calls, given up after one has ended. Thread-safe.
 */
public final class GuestSession implements AutoCloseable {
  private final InstancePool<InstanceKey, GuestInstance> pool;
  private final InstanceKey key;
  private final Consumer<GuestSession> onClose;
  private final Set<Cancellation> borrowing = new HashSet<>();
  private final Set<Lease<GuestInstance>> inUse = new HashSet<>();
  private final Deque<Lease<GuestInstance>> resting = new ArrayDeque<>();
  private boolean cancelled;
  private boolean closed;

  /**
   * @param key what the instances are made for
   * @param onClose told once the session is closed
   */
  public GuestSession(
      InstancePool<InstanceKey, GuestInstance> pool,
      InstanceKey key,
      Consumer<GuestSession> onClose) {
    this.pool = pool;
    this.key = key;
    this.onClose = onClose;
  }

  /**
   * An instance that can be called and that no other call of this session has; {@link #release} or
   * {@link #close} ends that.
   *
   * @throws ConnectorException when instantiating traps or hits a limit, none becomes free, or the
   *     session was cancelled
   * @throws IllegalStateException when the session or the connector is closed
   */
  Lease<GuestInstance> acquire() {
    Lease<GuestInstance> kept = kept();
    if (kept != null) {
      return kept;
    }
    Cancellation cancellation = begin();
    Lease<GuestInstance> fresh;
    try {
      fresh = pool.borrow(key, cancellation);
    } finally {
      end(cancellation);
    }
    try {
      hold(fresh);
    } catch (RuntimeException refused) {
      fresh.close();
      throw refused;
    }
    return fresh;
  }

  /** Keeps the instance for the next call, if it has not ended and nobody else waits for one. */
  void release(Lease<GuestInstance> lease) {
    boolean keeps;
    synchronized (this) {
      inUse.remove(lease);
      keeps = !closed && !cancelled && lease.instance().ended().isEmpty() && lease.rest();
      if (keeps) {
        resting.removeIf(other -> other.instance().ended().isPresent());
        resting.push(lease);
      }
    }
    if (!keeps) {
      lease.close();
    }
  }

  /** Ends what runs, from any thread, and all that comes: the session can only be closed. */
  public void cancel() {
    List<Cancellation> begun;
    List<Lease<GuestInstance>> running;
    synchronized (this) {
      cancelled = true;
      begun = List.copyOf(borrowing);
      running = List.copyOf(inUse);
    }
    begun.forEach(Cancellation::cancel);
    running.forEach(lease -> lease.instance().cancel());
  }

  /** Closes all instances; calls that run are cancelled. The second call does nothing. */
  @Override
  public void close() {
    List<Cancellation> begun;
    List<Lease<GuestInstance>> all;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      begun = List.copyOf(borrowing);
      all = new ArrayList<>(inUse);
      all.addAll(resting);
      inUse.clear();
      resting.clear();
    }
    begun.forEach(Cancellation::cancel);
    try {
      Closing.all(all);
    } finally {
      onClose.accept(this);
    }
  }

  /** One that this session has used before and still has. */
  private synchronized @Nullable Lease<GuestInstance> kept() {
    requireUsable();
    while (!resting.isEmpty()) {
      Lease<GuestInstance> last = resting.pop();
      if (last.wake()) {
        inUse.add(last);
        return last;
      }
    }
    return null;
  }

  private synchronized Cancellation begin() {
    requireUsable();
    Cancellation cancellation = new Cancellation();
    borrowing.add(cancellation);
    return cancellation;
  }

  private synchronized void end(Cancellation cancellation) {
    borrowing.remove(cancellation);
  }

  private synchronized void hold(Lease<GuestInstance> lease) {
    requireUsable();
    inUse.add(lease);
  }

  private void requireUsable() {
    if (closed) {
      throw new IllegalStateException("this connector is closed");
    }
    if (cancelled) {
      throw new ConnectorException.Transient(
          "this source or destination was cancelled; open another one");
    }
  }
}
