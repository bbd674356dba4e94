package dev.witloof.runtime.internal;

import dev.witloof.connector.ConnectorException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The instance that a source or a destination works with: made on first use, and made anew after
 * one has ended. Confined to one thread at a time, but for {@link #cancel()}.
 */
public final class GuestSession implements AutoCloseable {
  private final InstanceFactory factory;
  private final Consumer<GuestSession> onClose;
  private volatile @Nullable GuestInstance current;
  private boolean closed;

  /**
   * @param onClose told once the session is closed
   */
  public GuestSession(InstanceFactory factory, Consumer<GuestSession> onClose) {
    this.factory = factory;
    this.onClose = onClose;
  }

  /**
   * An instance that can be called.
   *
   * @throws ConnectorException when instantiating traps or hits a limit
   * @throws IllegalStateException when the session is closed
   */
  GuestInstance instance() {
    if (closed) {
      throw new IllegalStateException("this connector is closed");
    }
    GuestInstance instance = current;
    if (instance == null || instance.ended().isPresent()) {
      instance = factory.create();
      current = instance;
    }
    return instance;
  }

  /** Ends a running call from any thread. */
  public void cancel() {
    GuestInstance instance = current;
    if (instance != null) {
      instance.cancel();
    }
  }

  @Override
  public void close() {
    closed = true;
    GuestInstance instance = current;
    if (instance != null) {
      instance.close();
    }
    onClose.accept(this);
  }
}
