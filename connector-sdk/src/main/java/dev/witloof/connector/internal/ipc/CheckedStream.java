package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Field;
import dev.witloof.connector.LimitHit;
import dev.witloof.connector.TableSchema;
import java.util.List;

/**
 * A stream that was validated completely, as long as its bytes stay as they are.
 *
 * @param batches at least one
 * @param memory off-heap bytes that its vectors take
 */
record CheckedStream(IpcBytes ipc, TableSchema schema, List<BatchFrame> batches, long memory) {

  /**
   * Validates a stream.
   *
   * @throws ConnectorException.Permanent for the first fault
   * @throws ConnectorException.Transient when its vectors would take more than {@code memoryBudget}
   *     bytes
   */
  static CheckedStream check(IpcBytes ipc, TableSchema schema, long memoryBudget) {
    List<BatchFrame> batches = List.copyOf(new StreamParser(ipc, schema).parse());
    long memory = 0;
    for (BatchFrame batch : batches) {
      ColumnCheck check = new ColumnCheck(ipc, batch);
      for (Field field : schema.fields()) {
        check.checkColumn(field);
      }
      memory += batch.memory();
    }
    if (memory > memoryBudget) {
      throw new ConnectorException.Transient(
          "the batch of table %s needs %,d bytes of memory as vectors; the budget is %,d"
              .formatted(Reject.quote(schema.name()), memory, memoryBudget),
          null,
          new LimitHit("batch-memory", memoryBudget, memory, "bytes"));
    }
    return new CheckedStream(ipc, schema, batches, memory);
  }

  long rows() {
    return batches.stream().mapToLong(BatchFrame::rows).sum();
  }
}
