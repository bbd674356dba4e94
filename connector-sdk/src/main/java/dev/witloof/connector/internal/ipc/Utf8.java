package dev.witloof.connector.internal.ipc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strict UTF-8: Unicode 16, section 3.9, table 3-7. No overlong forms, no surrogates. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether every byte of the range is below 128. */
  static boolean isAscii(byte[] bytes, int from, int to) {
    return asciiEnd(bytes, from, to) == to;
  }

  /** Where the first ill-formed sequence of the range starts; -1 when there is none. */
  static int firstInvalid(byte[] bytes, int from, int to) {
    int at = asciiEnd(bytes, from, to);
    while (at < to) {
      int length = sequence(bytes, at, to);
      if (length == 0) {
        return at;
      }
      at = asciiEnd(bytes, at + length, to);
    }
    return -1;
  }

  private static int asciiEnd(byte[] bytes, int from, int to) {
    int at = from;
    // Four words a turn: the loop is then as fast as memory is.
    while (at <= to - 4 * Long.BYTES
        && ((word(bytes, at)
                    | word(bytes, at + Long.BYTES)
                    | word(bytes, at + 2 * Long.BYTES)
                    | word(bytes, at + 3 * Long.BYTES))
                & HIGH_BITS)
            == 0) {
      at += 4 * Long.BYTES;
    }
    while (at <= to - Long.BYTES) {
      long high = word(bytes, at) & HIGH_BITS;
      if (high != 0) {
        return at + Long.numberOfTrailingZeros(high) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  private static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** Length of the sequence of two to four bytes at {@code at}; 0 when ill-formed. */
  private static int sequence(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || to - at < length) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
