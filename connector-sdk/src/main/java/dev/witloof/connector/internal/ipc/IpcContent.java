package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Field;
import dev.witloof.connector.LimitHit;
import dev.witloof.connector.TableSchema;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * A validated IPC stream. Vectors are made of it for each lending, so it holds no off-heap memory.
 */
public final class IpcContent implements BatchContent {
  private final byte[] ipc;
  private final TableSchema schema;
  private final List<BatchFrame> batches;
  private final long memory;

  private IpcContent(byte[] ipc, TableSchema schema, List<BatchFrame> batches, long memory) {
    this.ipc = ipc;
    this.schema = schema;
    this.batches = batches;
    this.memory = memory;
  }

  /**
   * Validates a stream completely.
   *
   * @throws ConnectorException.Permanent for the first fault
   * @throws ConnectorException.Transient when its vectors would take more than {@code memoryBudget}
   *     bytes
   */
  public static IpcContent parse(byte[] ipc, TableSchema schema, long memoryBudget) {
    List<BatchFrame> batches = new StreamParser(ipc, schema).parse();
    long memory = 0;
    for (BatchFrame batch : batches) {
      ColumnCheck check = new ColumnCheck(ipc, batch);
      for (Field field : schema.fields()) {
        check.checkColumn(field);
      }
      memory += FrameLoader.memory(batch);
    }
    if (memory > memoryBudget) {
      throw new ConnectorException.Transient(
          "the batch of table %s needs %,d bytes of memory as vectors; the budget is %,d"
              .formatted(Reject.quote(schema.name()), memory, memoryBudget),
          null,
          new LimitHit("batch-memory", memoryBudget, memory, "bytes"));
    }
    return new IpcContent(ipc, schema, batches, memory);
  }

  @Override
  public long rowCount() {
    return batches.stream().mapToLong(BatchFrame::rows).sum();
  }

  @Override
  public long byteSize() {
    return ipc.length;
  }

  @Override
  public byte[] toIpc() {
    return ipc.clone();
  }

  @Override
  public long lendingLimit() {
    return memory + BatchMemory.CONSUMER_ALLOWANCE;
  }

  @Override
  public ArrowReader open(BufferAllocator allocator) {
    return new BatchReader(
        allocator,
        schema,
        batches.stream().map(batch -> new FrameLoader(ipc, schema, batch)).toList(),
        ipc.length);
  }

  @Override
  public void close() {
    // Nothing off-heap outlives a lending.
  }
}
