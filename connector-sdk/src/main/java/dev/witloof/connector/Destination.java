package dev.witloof.connector;

/**
 * Writes tables in two phases: batches are staged, then committed together. Every method may throw
 * a {@link ConnectorException}; after any of them the caller calls {@link #abort()} or closes.
 *
 * <p>Confined to one thread at a time, but for {@link #cancel()}.
 */
public interface Destination extends AutoCloseable {

  /**
   * Makes the table ready to receive batches of this schema until the destination is closed;
   * creates it when it is not there. May be called again for the same table, and leaves alone what
   * is staged.
   *
   * @throws ConnectorException.SchemaIncompatible when the table exists with columns that do not
   *     fit; it stays as it was then, without any of the columns that would have been added
   */
  void prepare(TableSchema schema);

  /**
   * Stages a batch; it is visible only after {@link #commit()}. Rows of a table with a primary key
   * replace those of the same key, the last one written winning; others are appended. The batch
   * stays the caller's.
   *
   * @param table a table that this destination prepared
   * @throws ConnectorException.Permanent when it did not; that another one did is no help
   */
  void write(String table, RecordBatch batch);

  /**
   * Makes everything staged since the last commit visible, of all tables, all or nothing, also when
   * this call fails or the process ends in it; once it returns, what it made visible outlasts the
   * process. Does nothing when nothing is staged.
   */
  void commit();

  /** Discards everything staged since the last commit; does nothing when nothing is. */
  void abort();

  /**
   * Ends, from any thread, the call that is running on this destination, which then fails as {@link
   * ConnectorException.Transient}, and all that come later: it can only be closed. A connector that
   * cannot be interrupted, the default, does nothing.
   */
  default void cancel() {}

  /**
   * Discards what is staged and releases everything; the second call does nothing. Never throws a
   * {@link ConnectorException}.
   */
  @Override
  default void close() {}
}
