package dev.witloof.connectors.file;

import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** The one table of a file: its schema, and how to read its rows. Immutable. */
interface FileTable {

  TableSchema schema();

  /**
   * Reads the rows after {@code start}; {@link Position#START} is before a header, any other
   * position is one that {@link RowReader#position()} returned.
   */
  RowReader rows(FileChannel channel, Position start) throws IOException;
}
