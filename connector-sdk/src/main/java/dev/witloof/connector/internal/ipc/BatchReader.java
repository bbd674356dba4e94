package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ArrowSchemas;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads record batches one after the other into vectors of the table's schema. */
final class BatchReader extends ArrowReader {
  private final TableSchema schema;
  private final Iterator<? extends BatchLoader> batches;
  private final long size;

  BatchReader(
      BufferAllocator allocator,
      TableSchema schema,
      List<? extends BatchLoader> batches,
      long size) {
    super(allocator);
    this.schema = schema;
    this.batches = batches.iterator();
    this.size = size;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    prepareLoadNextBatch();
    if (!batches.hasNext()) {
      return false;
    }
    ArrowRecordBatch batch = batches.next().load(allocator);
    // Closes the batch, also when it fails.
    loadRecordBatch(batch);
    return true;
  }

  /** The size of everything, read or not: there is no stream that is consumed bit by bit. */
  @Override
  public long bytesRead() {
    return size;
  }

  @Override
  protected void closeReadSource() {
    // What the loaders hold is not the reader's.
  }

  @Override
  protected Schema readSchema() {
    return ArrowSchemas.toArrow(schema);
  }
}
