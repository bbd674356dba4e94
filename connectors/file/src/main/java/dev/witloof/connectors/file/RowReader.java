package dev.witloof.connectors.file;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads the records of one open file in order. Not thread-safe. */
interface RowReader {

  /**
   * Writes the next record into {@code row} of {@code target}.
   *
   * @return false at the end of the file, when nothing was written
   * @throws dev.witloof.connector.ConnectorException.Permanent when the record does not fit the
   *     schema, naming the file, line, column and value
   */
  boolean read(VectorSchemaRoot target, int row) throws IOException;

  /** The position after the last record read. */
  Position position();
}
