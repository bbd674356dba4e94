package dev.witloof.connector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Cuts and joins IPC streams of the same schema. */
public final class Streams {
  private static final int PREFIX = 8;
  private static final int END = 8;

  private Streams() {}

  /** Bytes of the schema message, which has no body. */
  public static int schemaLength(byte[] ipc) {
    return PREFIX + ByteBuffer.wrap(ipc).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
  }

  /** One stream with the record batches of both. */
  public static byte[] join(byte[] first, byte[] second) {
    byte[] head = Arrays.copyOf(first, first.length - END);
    byte[] tail = Arrays.copyOfRange(second, schemaLength(second), second.length);
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }
}
