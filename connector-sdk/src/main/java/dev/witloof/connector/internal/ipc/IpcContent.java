package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/**
 * A validated IPC stream in an array of its own. Vectors are made of it for each lending, so it
 * holds no off-heap memory.
 */
public final class IpcContent implements BatchContent {
  private final CheckedStream stream;

  private IpcContent(CheckedStream stream) {
    this.stream = stream;
  }

  /**
   * Validates a stream completely and takes the array over.
   *
   * @throws ConnectorException.Permanent for the first fault
   * @throws ConnectorException.Transient when its vectors would take more than {@code memoryBudget}
   *     bytes
   */
  public static IpcContent parse(byte[] ipc, TableSchema schema, long memoryBudget) {
    return new IpcContent(CheckedStream.check(IpcBytes.of(ipc), schema, memoryBudget));
  }

  @Override
  public long rowCount() {
    return stream.rows();
  }

  @Override
  public long byteSize() {
    return stream.ipc().length();
  }

  @Override
  public int ipcLength() {
    return stream.ipc().length();
  }

  @Override
  public void copyIpc(byte[] target, int offset) {
    System.arraycopy(stream.ipc().array(), 0, target, offset, stream.ipc().length());
  }

  @Override
  public long lendingLimit() {
    return stream.memory() + BatchMemory.CONSUMER_ALLOWANCE;
  }

  @Override
  public ArrowReader open(BufferAllocator allocator) {
    List<BatchLoader> loaders = new ArrayList<>();
    for (BatchFrame batch : stream.batches()) {
      loaders.add(lender -> load(batch, lender));
    }
    return new BatchReader(allocator, stream.schema(), loaders, stream.ipc().length());
  }

  private ArrowRecordBatch load(BatchFrame batch, BufferAllocator allocator) {
    try (ArrowBuf body = batch.copyBody(stream.ipc(), allocator)) {
      return batch.over(body);
    }
  }

  @Override
  public void close() {
    // Nothing off-heap outlives a lending.
  }
}
