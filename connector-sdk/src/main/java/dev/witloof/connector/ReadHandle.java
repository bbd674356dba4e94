package dev.witloof.connector;

import java.util.Optional;

/**
 * A position in one table. After a failed call the handle is unusable: close it and open another at
 * the last committed cursor.
 *
 * <p>Confined to one thread at a time, but for {@link #cancel()}.
 */
public interface ReadHandle extends AutoCloseable {

  /**
   * The next batch, which the caller owns and closes; it may have no rows.
   *
   * @return empty when the table is exhausted, and empty ever after
   */
  Optional<RecordBatch> next();

  /**
   * The position after the last batch that {@link #next()} returned, or the one the handle was
   * opened at when there was none yet; callable at any time, also after the end. Reading from here
   * gives what {@link #next()} would give, no row less, in another process too and however much
   * later. A service may forget a position; {@link Source#open} refuses it then, and skips nothing.
   */
  Cursor cursor();

  /**
   * Ends, from any thread, the call that is running on this handle, which then fails as {@link
   * ConnectorException.Transient}, and all that come later: it can only be closed. A connector that
   * cannot be interrupted, the default, does nothing.
   */
  default void cancel() {}

  /**
   * Releases everything; the second call does nothing.
   *
   * @throws ConnectorException when the connector fails at it, such as a guest's destructor that
   *     hits a limit; what was read before stays good
   */
  @Override
  default void close() {}
}
