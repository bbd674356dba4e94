package dev.witloof.connectors.duckdb;

import dev.witloof.connector.Cursor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The table of cursors, one row for each pipeline and table. */
final class CursorTable {
  static final String NAME = "_witloof_cursors";

  private static final String DOING = "storing cursors in " + NAME;

  private final Database database;
  private final Map<Key, Cursor> staged = new LinkedHashMap<>();

  CursorTable(Database database) {
    this.database = database;
  }

  private record Key(String pipeline, String table) {}

  /** The stored cursor; empty when there is none. Staged ones are not seen. */
  Optional<Cursor> load(String pipeline, String table) {
    if (ExistingTable.find(database, NAME).isEmpty()) {
      return Optional.empty();
    }
    return database
        .query(
            "reading cursors of " + NAME,
            row -> Cursor.of(row.getBytes(1)),
            "SELECT position FROM "
                + database.table(NAME)
                + " WHERE pipeline = ? AND table_name = ?",
            pipeline,
            table)
        .stream()
        .findFirst();
  }

  void stage(String pipeline, String table, Cursor cursor) {
    staged.put(new Key(pipeline, table), cursor);
  }

  /** Writes the staged cursors within the transaction. */
  void merge() {
    if (staged.isEmpty()) {
      return;
    }
    database.beginIfNeeded();
    database.execute(
        DOING,
        "CREATE TABLE IF NOT EXISTS "
            + database.table(NAME)
            + " (pipeline VARCHAR, table_name VARCHAR, position BLOB NOT NULL,"
            + " PRIMARY KEY (pipeline, table_name))");
    staged.forEach(
        (key, cursor) ->
            database.execute(
                DOING,
                "INSERT OR REPLACE INTO " + database.table(NAME) + " VALUES (?, ?, ?)",
                key.pipeline(),
                key.table(),
                cursor.toByteArray()));
  }

  /** Forgets the staged cursors, after a commit or an abort. */
  void clear() {
    staged.clear();
  }
}
