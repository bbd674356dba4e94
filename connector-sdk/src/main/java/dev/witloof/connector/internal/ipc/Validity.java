package dev.witloof.connector.internal.ipc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.IntPredicate;

/**
 * The validity bits of a field node: bit {@code i} of byte {@code i / 8}, least significant first.
 *
 * @param bytes holds the bits
 * @param start index of the bits' first byte; unused without {@code present}
 * @param present false when the bits were left out, which makes every value valid
 */
record Validity(byte[] bytes, int start, boolean present, int length) implements IntPredicate {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static int bytes(int length) {
    return (int) ((length + 7L) / 8);
  }

  /** Whether a value is there; {@code index} is below the length. */
  @Override
  public boolean test(int index) {
    return !present || (bytes[start + index / 8] & 1 << index % 8) != 0;
  }

  int nulls() {
    if (!present) {
      return 0;
    }
    int whole = length / Long.SIZE;
    int valid = 0;
    for (int i = 0; i < whole; i++) {
      valid += Long.bitCount((long) LONGS.get(bytes, start + i * Long.BYTES));
    }
    for (int i = whole * Long.SIZE; i < length; i++) {
      valid += test(i) ? 1 : 0;
    }
    return length - valid;
  }
}
