package dev.witloof.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.Amounts;
import java.io.BufferedOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints batch after batch and keeps the cursor of what is out. */
final class TablePrinter {
  private static final int BUFFER = 64 << 10;

  private final TableSchema schema;
  private final Console console;
  private final Optional<CursorFile> file;
  private final RowWriter rows;
  private long rowCount;
  private long byteCount;
  private long batchCount;
  private @Nullable Cursor cursor;

  TablePrinter(TableSchema schema, Console console, Optional<CursorFile> file) {
    this.schema = schema;
    this.console = console;
    this.file = file;
    this.rows = new RowWriter(schema, new BufferedOutputStream(console.out(), BUFFER));
  }

  long batches() {
    return batchCount;
  }

  /** Prints the next batch; false when there is none. */
  boolean print(ReadHandle handle) {
    Optional<RecordBatch> next = handle.next();
    if (next.isEmpty()) {
      return false;
    }
    try (RecordBatch batch = next.get()) {
      rows.write(batch);
      rowCount += batch.rowCount();
      byteCount += batch.byteSize();
      batchCount++;
    }
    cursor = handle.cursor();
    return true;
  }

  /** Stores the cursor after the last batch that is out, if one is. */
  void storeCursor() {
    Cursor last = cursor;
    if (last != null) {
      file.ifPresent(cursors -> cursors.write(last));
    }
  }

  /** Says what was printed. */
  void summarize(boolean json) {
    Cursor last = cursor;
    console.say(json ? Results.line(summary(last)) : summaryText(last));
  }

  private String summaryText(@Nullable Cursor last) {
    if (last == null) {
      return "nothing new in table " + schema.name();
    }
    return "%d rows in %d batches, %s of Arrow; cursor %s"
        .formatted(rowCount, batchCount, Amounts.bytes(byteCount), CursorText.of(last));
  }

  private ObjectNode summary(@Nullable Cursor last) {
    return new JsonMapper()
        .createObjectNode()
        .put("table", schema.name())
        .put("rows", rowCount)
        .put("batches", batchCount)
        .put("bytes", byteCount)
        .put("cursor", last == null ? null : last.toByteArray());
  }
}
