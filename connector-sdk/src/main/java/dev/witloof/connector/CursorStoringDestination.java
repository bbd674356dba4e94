package dev.witloof.connector;

import java.util.Optional;

/**
 * A destination that stores the cursor in the transaction that commits the rows. A crash can then
 * not come between the two, which makes tables without a key exactly-once too.
 */
public interface CursorStoringDestination extends Destination {

  /**
   * The cursor that the last commit stored.
   *
   * @param pipeline name of the pipeline; pipelines do not share cursors
   * @param table name of the table in the source
   * @return empty when none was ever committed
   */
  Optional<Cursor> loadCursor(String pipeline, String table);

  /**
   * Stages the cursor; the next {@link #commit()} stores it together with the rows, also when there
   * are none. {@link #abort()} discards it. A second call for the same table replaces the first.
   */
  void stageCursor(String pipeline, String table, Cursor cursor);
}
