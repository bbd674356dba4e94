package dev.witloof.connector.internal.ipc;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/** What a record batch is made of. Must not refer to the batch, whose cleaner holds it. */
public interface BatchContent {

  long rowCount();

  long byteSize();

  /** A new array with a complete IPC stream. */
  byte[] toIpc();

  /** Off-heap bytes that a reader of {@link #open} and its consumer may take together. */
  long lendingLimit();

  /** A reader before the first Arrow record batch that allocates from {@code allocator} only. */
  ArrowReader open(BufferAllocator allocator);

  /** Frees the memory; called once. */
  void close();
}
