package dev.witloof.connector.internal.ipc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/** Writes vectors as a complete IPC stream with one record batch. */
final class IpcEncoder {
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private IpcEncoder() {}

  /**
   * Bytes of the stream: it is encoded, and nothing is copied.
   *
   * @throws IllegalArgumentException when it would not fit into an array
   */
  static int length(VectorSchemaRoot root) {
    Counter counter = new Counter();
    encode(root, counter);
    if (counter.length > LONGEST) {
      throw new IllegalArgumentException(
          "a batch of %,d bytes is too large for an array; make smaller batches"
              .formatted(counter.length));
    }
    return (int) counter.length;
  }

  /**
   * Encodes into {@code length} bytes of an array, which is what {@link #length} said; each buffer
   * is copied once.
   *
   * @throws IllegalStateException when the vectors have changed since
   */
  static void encode(VectorSchemaRoot root, byte[] target, int offset, int length) {
    ByteBuffer room = ByteBuffer.wrap(target, offset, length);
    encode(root, new Writer(room));
    if (room.hasRemaining()) {
      throw changed();
    }
  }

  private static IllegalStateException changed() {
    return new IllegalStateException("the vectors of a batch changed; they are only to be read");
  }

  private static void encode(VectorSchemaRoot root, WritableByteChannel channel) {
    try (ArrowStreamWriter writer = new ArrowStreamWriter(root, null, channel)) {
      writer.start();
      writer.writeBatch();
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A channel that is never closed, as nothing of it outlives the encoding. */
  private abstract static class Channel implements WritableByteChannel {
    @Override
    public final boolean isOpen() {
      return true;
    }

    @Override
    public final void close() {
      // There is nothing to be closed.
    }
  }

  /** Counts what is written. */
  private static final class Counter extends Channel {
    private long length;

    @Override
    public int write(ByteBuffer source) {
      int count = source.remaining();
      source.position(source.limit());
      length += count;
      return count;
    }
  }

  /** Copies off-heap buffers at once where a stream would go through small chunks. */
  private static final class Writer extends Channel {
    private final ByteBuffer room;

    Writer(ByteBuffer room) {
      this.room = room;
    }

    @Override
    public int write(ByteBuffer source) {
      int count = source.remaining();
      if (count > room.remaining()) {
        throw changed();
      }
      room.put(source);
      return count;
    }
  }
}
