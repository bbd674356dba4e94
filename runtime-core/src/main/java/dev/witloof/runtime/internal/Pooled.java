package dev.witloof.runtime.internal;

import java.util.concurrent.CompletionStage;

/** What a pool hands out. Closing it may leave the rest to a call that runs in it. */
public interface Pooled extends AutoCloseable {

  /**
   * Complete once nothing of it is left: before {@link #close()} returns, or when the call that ran
   * then has ended; exceptionally, with what could not be closed. What depends on it runs on the
   * thread that ends it.
   */
  CompletionStage<Void> gone();

  /**
   * Ends it; the second call does nothing.
   *
   * @throws IllegalStateException when something that belongs to it fails to close
   */
  @Override
  void close();
}
