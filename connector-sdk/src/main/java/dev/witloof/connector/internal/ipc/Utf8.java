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

  /** Whether the range is well-formed; quicker than to ask where it is not. */
  static boolean isValid(byte[] bytes, int from, int to) {
    int at = asciiEnd(bytes, from, to);
    while (at < to) {
      long state = Utf8Automaton.START;
      do {
        int end = Math.min(to, at + Long.BYTES);
        if (end - at == Long.BYTES) {
          // Of a fixed length, the loop is unrolled.
          for (int i = 0; i < Long.BYTES; i++) {
            state = Utf8Automaton.next(state, bytes[at + i]);
          }
        } else {
          for (int i = at; i < end; i++) {
            state = Utf8Automaton.next(state, bytes[i]);
          }
        }
        at = end;
        if (Utf8Automaton.state(state) == Utf8Automaton.INVALID) {
          return false;
        }
      } while (Utf8Automaton.state(state) != Utf8Automaton.START && at < to);
      if (Utf8Automaton.state(state) != Utf8Automaton.START) {
        return false;
      }
      at = asciiEnd(bytes, at, to);
    }
    return true;
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
    while (at <= to - 4 * Long.BYTES) {
      long first = word(bytes, at);
      long second = word(bytes, at + Long.BYTES);
      long third = word(bytes, at + 2 * Long.BYTES);
      long fourth = word(bytes, at + 3 * Long.BYTES);
      if (((first | second | third | fourth) & HIGH_BITS) != 0) {
        int set =
            gathered(first)
                | gathered(second) << Byte.SIZE
                | gathered(third) << 2 * Byte.SIZE
                | gathered(fourth) << 3 * Byte.SIZE;
        return at + Integer.numberOfTrailingZeros(set);
      }
      at += 4 * Long.BYTES;
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** The high bits of the bytes of a word, in eight bits: without a branch to find the first. */
  private static int gathered(long word) {
    return (int) (((word & HIGH_BITS) >>> 7) * 0x0102_0408_1020_4080L >>> 56);
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
