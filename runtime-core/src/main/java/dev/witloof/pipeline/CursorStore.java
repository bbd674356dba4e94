package dev.witloof.pipeline;

import dev.witloof.connector.Cursor;
import java.util.Optional;

/**
 * Keeps cursors for destinations that cannot store them in their own transaction. Used by one
 * thread at a time.
 */
public interface CursorStore {
  /** The cursor last saved for this pipeline and table. */
  Optional<Cursor> load(String pipeline, String table);

  /** Saves durably: once this returns, a crash of the machine does not lose it. */
  void save(String pipeline, String table, Cursor cursor);
}
