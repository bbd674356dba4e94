package dev.witloof.connectors.file;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CSV or NDJSON file as one table. The cursor is a byte offset with a fingerprint of what
 * is before it: a file that grew is read on from there, a file that was truncated or replaced is an
 * error. Confined to one thread at a time; handles stay usable after {@link #close()}, which frees
 * nothing.
 */
public final class FileSource implements Source {
  private final FileOptions options;
  private @Nullable FileTable table;

  public FileSource(FileOptions options) {
    this.options = options;
  }

  /**
   * The table, whose columns are declared or inferred from the beginning of the file.
   *
   * @throws ConnectorException.Permanent when the file has no columns, or its sample is malformed
   * @throws ConnectorException.Transient when the file cannot be read
   */
  @Override
  public List<TableSchema> discover() {
    table = describe();
    return List.of(table.schema());
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConnectorException.Permanent also when the file is no longer the one that the cursor
   *     was made of
   */
  @Override
  public ReadHandle open(String name, Optional<Cursor> cursor) {
    if (!name.equals(options.table())) {
      throw new ConnectorException.Permanent(
          options.path() + ": no table \"" + name + "\"; the file is table " + options.table());
    }
    if (table == null) {
      table = describe();
    }
    try {
      return open(table, cursor);
    } catch (IOException e) {
      throw unreadable(options, e);
    }
  }

  private ReadHandle open(FileTable table, Optional<Cursor> cursor) throws IOException {
    FileChannel channel = FileChannel.open(options.path());
    try {
      Position start =
          cursor.isPresent()
              ? ResumePoint.of(channel, FileCursor.decode(cursor.get(), options.path()), options)
              : Position.START;
      return new FileReadHandle(options, table, channel, start);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private FileTable describe() {
    try {
      return switch (options.format()) {
        case CSV, TSV -> CsvTable.describe(options);
        case NDJSON -> NdjsonTable.describe(options);
      };
    } catch (IOException e) {
      throw unreadable(options, e);
    }
  }

  static ConnectorException.Transient unreadable(FileOptions options, IOException e) {
    return new ConnectorException.Transient(
        options.path() + ": cannot be read: " + e.getMessage(), e);
  }
}
