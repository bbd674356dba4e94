package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/** Copies the body of a validated record batch off-heap, as one buffer that the columns share. */
record FrameLoader(byte[] ipc, TableSchema schema, BatchFrame batch) implements BatchLoader {

  /**
   * Bytes that {@link #load} takes, with the validity bits that Arrow adds where they were left
   * out.
   */
  static long memory(BatchFrame batch) {
    long memory = BatchMemory.rounded(batch.bodyLength());
    for (int length : batch.lengths()) {
      memory += BatchMemory.rounded(Validity.bytes(length));
    }
    return memory;
  }

  @Override
  public ArrowRecordBatch load(BufferAllocator allocator) {
    List<ArrowFieldNode> nodes = new ArrayList<>(batch.lengths().length);
    for (int i = 0; i < batch.lengths().length; i++) {
      nodes.add(new ArrowFieldNode(batch.lengths()[i], batch.nulls()[i]));
    }
    try (ArrowBuf body = allocator.buffer(batch.bodyLength())) {
      body.setBytes(0, ipc, batch.bodyStart(), batch.bodyLength());
      List<ArrowBuf> buffers = new ArrayList<>(batch.offsets().length);
      for (int i = 0; i < batch.offsets().length; i++) {
        buffers.add(body.slice(batch.offsets()[i], batch.sizes()[i]));
      }
      // The record batch takes references of its own.
      return new ArrowRecordBatch(batch.rows(), nodes, buffers);
    }
  }
}
