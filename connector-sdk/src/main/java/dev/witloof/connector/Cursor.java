package dev.witloof.connector;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A position in a table. The connector that made it owns the format; everybody else only carries
 * it. Immutable, equal when the bytes are.
 */
public final class Cursor {
  private final byte[] bytes;

  private Cursor(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A cursor of a copy of {@code bytes}, which may be empty. */
  public static Cursor of(byte[] bytes) {
    return new Cursor(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor cursor && Arrays.equals(bytes, cursor.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes in hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
