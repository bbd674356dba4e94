package dev.witloof.runtime.internal;

/**
 * An instance that one borrower has, until it closes the lease: then the instance is closed, and
 * its place is another's once it is gone. Thread-safe.
 */
interface Lease<T> extends AutoCloseable {

  /** The instance; closed when the lease is lost. */
  T instance();

  /**
   * Keeps the instance for a later {@link #wake()}, in which time the pool may take it away.
   *
   * @return false when it is needed elsewhere now, or gone: the borrower closes the lease
   */
  boolean rest();

  /** Whether the instance is still there after {@link #rest()}; if so, it is in use again. */
  boolean wake();

  /**
   * Closes the instance; does nothing when it is gone.
   *
   * @throws IllegalStateException when something that belongs to the instance fails to close
   */
  @Override
  void close();
}
