package dev.witloof.fuzz;

import java.util.Arrays;

/**
 * Decisions read off an input of the fuzzer, so that what it mutates is what a generator decides.
 * When the input has ended every decision is 0, the smallest.
 */
final class Choices {
  private final byte[] input;
  private int position;

  Choices(byte[] input) {
    this.input = input;
  }

  /** 0 to {@code bound - 1}; takes one byte, or two when the bound is above 256. */
  int below(int bound) {
    return (int) (bits(bound <= 256 ? 1 : 2) % bound);
  }

  boolean flip() {
    return (bits(1) & 1) != 0;
  }

  /** An unsigned number of up to eight bytes, little-endian. */
  long bits(int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (position < input.length ? input[position++] & 0xFFL : 0) << 8 * i;
    }
    return value;
  }

  /** The next bytes; fewer where the input ends. */
  byte[] bytes(int count) {
    byte[] taken = Arrays.copyOfRange(input, position, Math.min(input.length, position + count));
    position += taken.length;
    return taken;
  }

  /** All that is left. */
  byte[] rest() {
    return bytes(input.length);
  }

  boolean ended() {
    return position == input.length;
  }
}
