package dev.witloof.connector;

import java.util.List;
import java.util.Optional;

/** Reads tables. Confined to one thread at a time. */
public interface Source extends AutoCloseable {

  /** The tables this source offers; never null, empty when there are none. */
  List<TableSchema> discover();

  /**
   * Opens a table for reading after {@code cursor}; an empty cursor reads from the beginning.
   *
   * @throws ConnectorException.Permanent when the table is unknown or the cursor is not one of ours
   */
  ReadHandle open(String table, Optional<Cursor> cursor);

  @Override
  default void close() {}
}
