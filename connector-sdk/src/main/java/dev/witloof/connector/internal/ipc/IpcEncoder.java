package dev.witloof.connector.internal.ipc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/** Writes vectors as a complete IPC stream with one record batch. */
final class IpcEncoder {
  private static final int METADATA_ESTIMATE = 4096;

  private IpcEncoder() {}

  /**
   * @param size bytes of the vectors' buffers
   * @throws IllegalArgumentException when the stream would not fit into an array
   */
  static byte[] encode(VectorSchemaRoot root, long size) {
    try (ArrayChannel channel = new ArrayChannel(size + METADATA_ESTIMATE);
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, channel)) {
      writer.start();
      writer.writeBatch();
      writer.end();
      return channel.toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A growing array; copies off-heap buffers at once where a stream would go through small chunks.
   */
  private static final class ArrayChannel implements WritableByteChannel {
    private byte[] bytes;
    private int length;

    ArrayChannel(long capacity) {
      bytes = new byte[checked(capacity)];
    }

    @Override
    public int write(ByteBuffer source) {
      int count = source.remaining();
      if (count > bytes.length - length) {
        bytes =
            Arrays.copyOf(
                bytes,
                checked(
                    Math.max(
                        (long) length + count,
                        Math.min(2L * bytes.length, Integer.MAX_VALUE - 8))));
      }
      source.get(bytes, length, count);
      length += count;
      return count;
    }

    byte[] toArray() {
      return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static int checked(long capacity) {
      if (capacity > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "a batch of %,d bytes is too large for an array; make smaller batches"
                .formatted(capacity));
      }
      return (int) capacity;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // The array stays.
    }
  }
}
