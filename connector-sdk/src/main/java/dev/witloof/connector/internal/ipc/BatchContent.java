package dev.witloof.connector.internal.ipc;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/** What a record batch is made of. Must not refer to the batch, whose cleaner holds it. */
public interface BatchContent {

  long rowCount();

  long byteSize();

  /**
   * Bytes of the complete IPC stream.
   *
   * @throws IllegalArgumentException when it would not fit into an array
   */
  int ipcLength();

  /** Copies the complete IPC stream to an array, which has room for it. */
  void copyIpc(byte[] target, int offset);

  /** Off-heap bytes that a reader of {@link #open} and its consumer may take together. */
  long lendingLimit();

  /** A reader before the first Arrow record batch that allocates from {@code allocator} only. */
  ArrowReader open(BufferAllocator allocator);

  /** Frees the memory; called once. */
  void close();
}
