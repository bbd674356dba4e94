package dev.witloof.connector.internal.ipc;

import java.util.function.IntPredicate;

/**
 * The validity bits of a field node: bit {@code i} of byte {@code i / 8}, least significant first.
 *
 * @param start byte of the stream where the bits start; unused without {@code present}
 * @param present false when the bits were left out, which makes every value valid
 */
record Validity(byte[] ipc, int start, boolean present, int length) implements IntPredicate {

  static int bytes(int length) {
    return (int) ((length + 7L) / 8);
  }

  /** Whether a value is there; {@code index} is below the length. */
  @Override
  public boolean test(int index) {
    return !present || (ipc[start + index / 8] & 1 << index % 8) != 0;
  }

  int nulls() {
    if (!present) {
      return 0;
    }
    int whole = length / 8;
    int valid = 0;
    for (int i = 0; i < whole; i++) {
      valid += Integer.bitCount(ipc[start + i] & 0xFF);
    }
    for (int i = whole * 8; i < length; i++) {
      valid += test(i) ? 1 : 0;
    }
    return length - valid;
  }
}
