package dev.witloof.connector;

import java.util.List;
import java.util.Optional;

/**
 * Reads tables. Every method may throw a {@link ConnectorException}, whose kind says what the
 * caller should do; anything else that is thrown is a defect of the connector.
 *
 * <p>Confined to one thread at a time, together with the handles it opened, but for {@link
 * #cancel()} and where an implementation says otherwise.
 */
public interface Source extends AutoCloseable {

  /**
   * The tables this source offers, each name once.
   *
   * @return never null; empty when there are none
   */
  List<TableSchema> discover();

  /**
   * Opens a table for reading.
   *
   * @param table a name that {@link #discover()} returned
   * @param cursor where to go on, as {@link ReadHandle#cursor()} of this or an earlier source gave
   *     it; empty to read from the beginning
   * @return a handle of the caller's, who closes it before the source
   * @throws ConnectorException.Permanent when the table is unknown, or the cursor is not one of
   *     ours or of a position that the service no longer knows
   */
  ReadHandle open(String table, Optional<Cursor> cursor);

  /**
   * Ends, from any thread, the call that is running on this source and on handles it opened, which
   * then fails as {@link ConnectorException.Transient}, and all that come later: it can only be
   * closed. A connector that cannot be interrupted, the default, does nothing.
   */
  default void cancel() {}

  /**
   * Releases everything; the second call does nothing. Never throws a {@link ConnectorException}.
   */
  @Override
  default void close() {}
}
