package dev.witloof.connector;

import java.util.Arrays;
import java.util.HexFormat;

/** An opaque position; the connector owns the format. Immutable. */
public final class Cursor {
  private final byte[] bytes;

  private Cursor(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Cursor of(byte[] bytes) {
    return new Cursor(bytes.clone());
  }

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

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
