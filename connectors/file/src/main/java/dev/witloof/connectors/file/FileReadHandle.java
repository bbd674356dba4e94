package dev.witloof.connectors.file;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads a file in batches. A failed call leaves it unusable. */
final class FileReadHandle implements ReadHandle {
  /** A batch ends after so many bytes of the file, whatever its rows. */
  private static final long BATCH_BYTES = 1 << 24;

  private final FileOptions options;
  private final FileTable table;
  private final FileChannel channel;
  private final RowReader rows;
  private Position delivered;
  private Cursor cursor;
  private boolean exhausted;
  private boolean failed;

  /** Takes over the channel. */
  FileReadHandle(FileOptions options, FileTable table, FileChannel channel, Position start)
      throws IOException {
    this.options = options;
    this.table = table;
    this.channel = channel;
    this.rows = table.rows(channel, start);
    this.delivered = start;
    this.cursor = cursorAt(start);
  }

  @Override
  public Optional<RecordBatch> next() {
    if (failed) {
      throw new IllegalStateException(options.path() + ": an earlier read failed; open it again");
    }
    if (exhausted) {
      return Optional.empty();
    }
    // Stays true when anything below throws.
    failed = true;
    RecordBatch batch = build();
    failed = false;
    if (batch.rowCount() == 0) {
      batch.close();
      return Optional.empty();
    }
    return Optional.of(batch);
  }

  @Override
  public Cursor cursor() {
    return cursor;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileSource.unreadable(options, e);
    }
  }

  private RecordBatch build() {
    RecordBatch batch;
    try {
      batch = RecordBatch.build(table.schema(), this::fill);
    } catch (UncheckedIOException e) {
      throw FileSource.unreadable(options, e.getCause());
    }
    try {
      delivered = rows.position();
      cursor = cursorAt(delivered);
      return batch;
    } catch (IOException e) {
      batch.close();
      throw FileSource.unreadable(options, e);
    }
  }

  private Cursor cursorAt(Position position) throws IOException {
    return new FileCursor(position, Fingerprint.before(channel, position.offset())).encode();
  }

  private void fill(VectorSchemaRoot root) {
    try {
      int count = 0;
      long end = delivered.offset() + BATCH_BYTES;
      while (count < options.batchRows() && rows.position().offset() < end) {
        if (!rows.read(root, count)) {
          exhausted = true;
          break;
        }
        count++;
      }
      root.setRowCount(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
