package dev.witloof.connectors.duckdb;

import dev.witloof.connector.ConnectorException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Turns DuckDB's errors into those of the contract. */
final class DuckDbErrors {
  private DuckDbErrors() {}

  /** The error of opening a file. */
  static ConnectorException opening(Path file, SQLException e) {
    String message = firstLine(e);
    if (message.contains("Could not set lock")) {
      return new ConnectorException.Transient(
          file + ": another process has the database open; close it there (" + message + ")", e);
    }
    if (message.contains("not a valid DuckDB database")) {
      return new ConnectorException.Permanent(
          file + ": the file is not a DuckDB database; choose another path", e);
    }
    return new ConnectorException.Permanent(file + ": cannot be opened: " + message, e);
  }

  /**
   * The error of a statement.
   *
   * @param doing completes the sentence "while …", for example {@code writing table "t"}
   */
  static ConnectorException statement(Path file, String doing, SQLException e) {
    String message = firstLine(e);
    if (message.contains("No space left on device")) {
      return new ConnectorException.Permanent(
          file + ": the disk is full while " + doing + "; make room and run again", e);
    }
    if (message.startsWith("TransactionContext Error") && message.contains("onflict")) {
      return new ConnectorException.Transient(
          file + ": another connection changed the same rows while " + doing + ": " + message, e);
    }
    return new ConnectorException.Permanent(file + ": while " + doing + ": " + message, e);
  }

  private static String firstLine(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(message).strip();
  }
}
