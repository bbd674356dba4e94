package dev.witloof.fuzz;

import java.util.Arrays;

/** Changes honest bytes in a few places by choice. */
final class Damage {
  private static final int EDITS = 5;
  private static final long[] EXTREMES = {
    0, 1, -1, 8, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 0x7FFFFFF8
  };

  private Damage() {}

  /** The bytes after up to four edits; the array given is left as it is. */
  static byte[] apply(byte[] honest, Choices choices) {
    byte[] bytes = honest.clone();
    for (int edits = choices.below(EDITS); edits > 0 && bytes.length > 0; edits--) {
      bytes = edit(bytes, choices);
    }
    return bytes;
  }

  private static byte[] edit(byte[] bytes, Choices choices) {
    int at = choices.below(Math.min(bytes.length, 1 << 16));
    switch (choices.below(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << choices.below(8));
      case 1 -> bytes[at] = (byte) choices.bits(1);
      case 2 -> write(bytes, at & ~3, EXTREMES[choices.below(EXTREMES.length)], 4);
      case 3 -> write(bytes, at & ~7, EXTREMES[choices.below(EXTREMES.length)], 8);
      case 4 -> write(bytes, at & ~3, choices.bits(2), 4);
      default -> {
        return Arrays.copyOf(bytes, at);
      }
    }
    return bytes;
  }

  private static void write(byte[] bytes, int at, long value, int size) {
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >> 8 * i);
    }
  }
}
