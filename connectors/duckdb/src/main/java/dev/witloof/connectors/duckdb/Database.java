package dev.witloof.connectors.duckdb;

import dev.witloof.connector.ConnectorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;

/**
 * One connection to one database file, with at most one transaction, which the first statement that
 * needs it begins. Not thread-safe.
 */
final class Database implements AutoCloseable {
  /** The view that {@link #insertStream} reads; it lives for one statement. */
  private static final String STREAM = "_witloof_stream";

  private static final String STREAM_VIEW = "temp.main." + STREAM;

  private final Path file;
  private final DuckDBConnection connection;
  private final String catalog;
  private boolean inTransaction;

  private Database(Path file, DuckDBConnection connection, String catalog) {
    this.file = file;
    this.connection = connection;
    this.catalog = catalog;
  }

  /**
   * Opens the file, or creates it in a folder that exists.
   *
   * @throws ConnectorException.Transient when another process holds the file
   * @throws ConnectorException.Permanent when the file is no database or cannot be written
   */
  static Database open(Path file) {
    requireWritable(file);
    try {
      // Through the driver, so that other connections of this process may share the database.
      DuckDBConnection connection =
          DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath())
              .unwrap(DuckDBConnection.class);
      try (PreparedStatement statement = connection.prepareStatement("SELECT current_database()");
          ResultSet row = statement.executeQuery()) {
        row.next();
        return new Database(file, connection, row.getString(1));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw DuckDbErrors.opening(file, e);
    }
  }

  private static void requireWritable(Path file) {
    if (file.toString().indexOf(';') >= 0) {
      throw new ConnectorException.Permanent(
          file + ": DuckDB's driver cannot open a path with a semicolon; choose another path");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new ConnectorException.Permanent(file + ": is a folder; path must name a file");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ConnectorException.Permanent(
          file + ": the folder " + folder + " does not exist; create it first");
    }
    // DuckDB keeps its write-ahead log beside the file.
    if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
      throw new ConnectorException.Permanent(file + ": permission to write is denied");
    }
  }

  /** The table of that name in this file, whatever else has the name. */
  String table(String name) {
    return Sql.identifier(catalog) + ".main." + Sql.identifier(name);
  }

  /** The name of the database in DuckDB's catalog functions. */
  String catalog() {
    return catalog;
  }

  Path file() {
    return file;
  }

  /** Runs a statement; the arguments are its parameters. */
  void execute(String doing, String sql, Object... arguments) {
    try (PreparedStatement statement = statement(sql, arguments)) {
      statement.execute();
    } catch (SQLException e) {
      throw DuckDbErrors.statement(file, doing, e);
    }
  }

  /** Maps each row of a query. */
  <R> List<R> query(String doing, RowMapper<R> mapper, String sql, Object... arguments) {
    try (PreparedStatement statement = statement(sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<R> results = new ArrayList<>();
      while (rows.next()) {
        results.add(mapper.map(rows));
      }
      return results;
    } catch (SQLException e) {
      throw DuckDbErrors.statement(file, doing, e);
    }
  }

  /**
   * Appends the rows of a lent Arrow stream to {@code table}, which has all of {@code columns}.
   *
   * @return how many rows were appended
   */
  long insertStream(String doing, String table, List<String> columns, ArrowReader rows) {
    VectorSchemaRoot root = rootOf(rows);
    // Buffers can only be exported through the allocator that owns them.
    BufferAllocator allocator = root.getVector(0).getAllocator();
    String names = Sql.identifiers(columns);
    String insert =
        "INSERT INTO " + table + " (" + names + ") SELECT " + names + " FROM " + STREAM_VIEW;
    LentStream lent = new LentStream(rows, root, allocator);
    try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
      Data.exportArrayStream(allocator, lent, stream);
      try {
        connection.registerArrowStream(STREAM, stream);
        long count;
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
          count = statement.executeUpdate();
        }
        execute(doing, "DROP VIEW " + STREAM_VIEW);
        return count;
      } catch (SQLException e) {
        throw DuckDbErrors.statement(file, doing, e);
      } finally {
        // DuckDB takes the stream over only when it scans it; releasing a taken one does nothing.
        stream.release();
      }
    } finally {
      lent.awaitRelease();
    }
  }

  private static VectorSchemaRoot rootOf(ArrowReader rows) {
    try {
      return rows.getVectorSchemaRoot();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void beginIfNeeded() {
    if (!inTransaction) {
      execute("beginning a transaction", "BEGIN TRANSACTION");
      inTransaction = true;
    }
  }

  /** Commits the transaction, if there is one; when that fails, it is rolled back. */
  void commit() {
    if (inTransaction) {
      // A transaction whose commit failed is over as well.
      inTransaction = false;
      execute("committing", "COMMIT");
    }
  }

  /** Rolls back the transaction, if there is one. */
  void rollback() {
    if (inTransaction) {
      inTransaction = false;
      execute("rolling back", "ROLLBACK");
    }
  }

  /** Rolls back and closes. */
  @Override
  public void close() {
    try (connection) {
      rollback();
    } catch (SQLException e) {
      throw DuckDbErrors.statement(file, "closing", e);
    }
  }

  private PreparedStatement statement(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  /** Makes a value of the current row. */
  @FunctionalInterface
  interface RowMapper<R> {
    R map(ResultSet row) throws SQLException;
  }
}
