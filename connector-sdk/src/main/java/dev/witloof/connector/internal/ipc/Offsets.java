package dev.witloof.connector.internal.ipc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The offsets of a column of {@code count} values, one more than those. Only tells whether all is
 * well, by loops without branches; which row is at fault is looked for where there is one.
 *
 * @param start index of the first offset in {@code bytes}, which holds them all
 */
record Offsets(byte[] bytes, int start, int count) {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Whether none is negative, before its predecessor or beyond {@code limit}. */
  boolean ascendWithin(int limit) {
    int previous = at(0);
    // The sign bit gathers negative offsets and steps; without the former, no step overflows.
    int bad = previous;
    for (int i = 1; i <= count; i++) {
      int next = at(i);
      bad |= next | (next - previous);
      previous = next;
    }
    return bad >= 0 && previous <= limit;
  }

  /**
   * Whether no value starts inside a character of text that is valid as a whole.
   *
   * @param text index in {@code bytes} that offset 0 means
   * @param end index in {@code bytes} after the last value
   */
  boolean startCharacters(int text, int end) {
    int values = count;
    // What starts at the end is empty, and nothing is there to look at.
    while (values > 0 && text + at(values - 1) == end) {
      values--;
    }
    int lowest = 0;
    for (int i = 0; i < values; i++) {
      lowest = Math.min(lowest, bytes[text + at(i)]);
    }
    // Continuation bytes are 0x80 to 0xBF, the lowest of all as signed numbers.
    return lowest >= (byte) 0xC0;
  }

  private int at(int index) {
    return (int) INTS.get(bytes, start + index * Integer.BYTES);
  }
}
