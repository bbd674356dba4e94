package dev.witloof.connector.internal.ipc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The bytes of one IPC stream: an array, or a part of one whose other bytes belong to others.
 * Positions are counted from the start of the stream.
 */
record IpcBytes(byte[] array, int offset, int length) {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  IpcBytes {
    Objects.checkFromIndexSize(offset, length, array.length);
  }

  static IpcBytes of(byte[] array) {
    return new IpcBytes(array, 0, array.length);
  }

  int intAt(int position) {
    return (int) INTS.get(array, index(position, Integer.BYTES));
  }

  /** Where in the array the {@code size} bytes at a position are; throws unless all are there. */
  int index(int position, int size) {
    return offset + Objects.checkFromIndexSize(position, size, length);
  }

  /**
   * A part of the stream to be read in place. It does not lead to the array behind it: whoever
   * decodes hostile metadata from it reaches no byte beyond.
   */
  ByteBuffer slice(int position, int size) {
    return ByteBuffer.wrap(array, index(position, size), size).slice().asReadOnlyBuffer();
  }
}
