package dev.witloof.runtime;

import dev.witloof.runtime.internal.Closing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What all component instances of one loaded connector use together, so that opening more of them
 * gives no more than one may have. Thread-safe.
 */
public final class ConnectorUsage implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  private final Map<Class<?>, Object> shared = new HashMap<>();
  private boolean closed;
  private boolean logged;
  private long logWindowStart;
  private long logWindowBytes;

  /**
   * The one object of a class that all instances share, as connections are.
   *
   * @param make makes it for the first that asks; it is closed with the connector if it is {@link
   *     AutoCloseable}
   * @throws IllegalStateException when the connector is closed
   */
  public synchronized <T> T shared(Class<T> type, Supplier<T> make) {
    if (closed) {
      throw new IllegalStateException("the connector is closed");
    }
    return type.cast(shared.computeIfAbsent(type, none -> make.get()));
  }

  /** Closes what is shared; the second call does nothing. */
  @Override
  public void close() {
    List<AutoCloseable> toClose;
    synchronized (this) {
      closed = true;
      toClose =
          shared.values().stream()
              .filter(AutoCloseable.class::isInstance)
              .map(AutoCloseable.class::cast)
              .toList();
      shared.clear();
    }
    Closing.all(toClose);
  }

  /**
   * Counts bytes of log text.
   *
   * @param bytesPerSecond how many a second may have
   * @param nanoTime the present, of a clock like {@link System#nanoTime()}
   * @return whether they may be logged; if not, they are not counted
   */
  public synchronized boolean admitLog(long bytes, int bytesPerSecond, long nanoTime) {
    if (!logged || nanoTime - logWindowStart >= SECOND) {
      logged = true;
      logWindowStart = nanoTime;
      logWindowBytes = 0;
    }
    if (bytes > bytesPerSecond - logWindowBytes) {
      return false;
    }
    logWindowBytes += bytes;
    return true;
  }
}
