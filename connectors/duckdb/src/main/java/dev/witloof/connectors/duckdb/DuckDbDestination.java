package dev.witloof.connectors.duckdb;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.CursorStoringDestination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes tables of one DuckDB file. Everything since the last commit, new tables and cursors
 * included, is one transaction, so the file is consistent whenever the process ends. With a primary
 * key the last row of each key wins; without one rows are appended. Confined to one thread at a
 * time.
 *
 * <p>After an error the transaction cannot be continued: {@link #abort()} comes next, and {@link
 * #commit()} refuses until then.
 */
public final class DuckDbDestination implements CursorStoringDestination {
  private final Database database;
  private final CursorTable cursors;
  private final Map<String, TableWriter> writers = new LinkedHashMap<>();
  private int writerCount;
  private boolean failed;
  private boolean closed;

  private DuckDbDestination(Database database) {
    this.database = database;
    this.cursors = new CursorTable(database);
  }

  /**
   * Opens the database file, creating it when it does not exist.
   *
   * @throws ConnectorException.Transient when another process has the file open
   * @throws ConnectorException.Permanent when the file is not a DuckDB database, or cannot be
   *     created or written
   */
  public static DuckDbDestination open(Path file) {
    return new DuckDbDestination(Database.open(file));
  }

  /**
   * Creates the table, or adds the nullable columns it lacks, within the transaction.
   *
   * @throws ConnectorException.SchemaIncompatible when DuckDB cannot hold the schema, or a table of
   *     this name differs in another way; the message names each difference
   * @throws IllegalStateException when rows of the table are written and not committed, and the
   *     schema is another
   */
  @Override
  public void prepare(TableSchema schema) {
    guarded(
        () -> {
          SchemaRules.check(schema);
          TableWriter writer = writers.get(schema.name());
          if (writer == null || !writer.schema().equals(schema)) {
            writer = replaceWriter(schema);
          }
          writer.layOut();
        });
  }

  @Override
  public void write(String table, RecordBatch batch) {
    requireOpen();
    TableWriter writer = writers.get(table);
    if (writer == null) {
      throw new ConnectorException.Permanent(
          database.file() + ": table \"" + table + "\" was not prepared");
    }
    guarded(() -> writer.write(batch));
  }

  @Override
  public void commit() {
    guarded(
        () -> {
          writers.values().forEach(TableWriter::merge);
          cursors.merge();
          database.commit();
          cursors.clear();
          writers.values().forEach(TableWriter::committed);
        });
  }

  @Override
  public void abort() {
    requireOpen();
    cursors.clear();
    writers.values().forEach(TableWriter::rolledBack);
    database.rollback();
    failed = false;
  }

  @Override
  public Optional<Cursor> loadCursor(String pipeline, String table) {
    requireUsable();
    return cursors.load(pipeline, table);
  }

  @Override
  public void stageCursor(String pipeline, String table, Cursor cursor) {
    requireUsable();
    cursors.stage(pipeline, table, cursor);
  }

  /** Discards what is not committed and closes the file. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      database.close();
    }
  }

  private TableWriter replaceWriter(TableSchema schema) {
    for (TableWriter other : writers.values()) {
      String name = other.schema().name();
      if (name.equals(schema.name())) {
        other.requireNothingWritten();
      } else if (name.equalsIgnoreCase(schema.name())) {
        throw new ConnectorException.SchemaIncompatible(
            "tables \""
                + name
                + "\" and \""
                + schema.name()
                + "\" are one name in DuckDB, which ignores case; rename one");
      }
    }
    TableWriter writer = new TableWriter(database, schema, writerCount++);
    writers.put(schema.name(), writer);
    return writer;
  }

  /** Runs a step of the transaction, after whose failure there is only abort. */
  private void guarded(Runnable step) {
    requireUsable();
    failed = true;
    step.run();
    failed = false;
  }

  private void requireUsable() {
    requireOpen();
    if (failed) {
      throw new IllegalStateException(
          database.file() + ": an earlier call failed; abort before going on");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(database.file() + ": the destination is closed");
    }
  }
}
