package dev.witloof.connector.internal.ipc;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/** Makes one Arrow record batch in off-heap memory; it is the caller's to close. */
@FunctionalInterface
interface BatchLoader {
  ArrowRecordBatch load(BufferAllocator allocator);
}
