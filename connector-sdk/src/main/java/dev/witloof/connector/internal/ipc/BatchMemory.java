package dev.witloof.connector.internal.ipc;

import java.nio.ByteBuffer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;

/** Off-heap memory of record batches. Thread-safe. */
public final class BatchMemory {
  /** For what a consumer of lent vectors allocates beside them, as C data structures. */
  static final long CONSUMER_ALLOWANCE = 16L << 20;

  private static final String FLAG = "--add-opens=java.base/java.nio=ALL-UNNAMED";

  private BatchMemory() {}

  /**
   * A new allocator that gives out at most {@code limit} bytes. Closing it fails when something was
   * not given back.
   *
   * @throws IllegalStateException when the JVM does not let Arrow reach off-heap memory
   */
  public static BufferAllocator allocator(long limit) {
    return root().newChildAllocator("record-batch", 0, limit);
  }

  /** Bytes that Arrow really takes for a buffer of {@code size}. */
  static long rounded(long size) {
    return size == 0 ? 0 : root().getRoundingPolicy().getRoundedSize(size);
  }

  /** Bytes taken by all batches of this JVM now. */
  static long allocated() {
    return root().getAllocatedMemory();
  }

  private static BufferAllocator root() {
    try {
      return Root.ALLOCATOR;
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "Arrow cannot reach off-heap memory: start the JVM with " + FLAG, e);
    }
  }

  private static final class Root {
    static final BufferAllocator ALLOCATOR;

    static {
      // Arrow would fail only at the first access to memory, far from here.
      MemoryUtil.getByteBufferAddress(ByteBuffer.allocateDirect(1));
      ALLOCATOR = new RootAllocator(Long.MAX_VALUE);
    }
  }
}
