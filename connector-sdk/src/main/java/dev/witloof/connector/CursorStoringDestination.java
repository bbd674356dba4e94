package dev.witloof.connector;

import java.util.Optional;

/**
 * A destination that stores the cursor in the transaction that commits the rows, which makes tables
 * without a key exactly-once too.
 */
public interface CursorStoringDestination extends Destination {

  /** The cursor of the last commit that stored one for this pipeline and table. */
  Optional<Cursor> loadCursor(String pipeline, String table);

  /** Stages the cursor; the next {@link #commit()} stores it together with the rows. */
  void stageCursor(String pipeline, String table, Cursor cursor);
}
