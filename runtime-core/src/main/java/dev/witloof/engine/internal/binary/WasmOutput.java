package dev.witloof.engine.internal.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer with the number encodings of the core binary format. */
public final class WasmOutput {
  private byte[] bytes;
  private int size;

  public WasmOutput(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  public WasmOutput u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  public WasmOutput u32(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      u8(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    return u8(rest);
  }

  public WasmOutput signed(long value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      u8((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return u8((int) (rest & 0x7f));
  }

  public WasmOutput name(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return u32(utf8.length).bytes(utf8, 0, utf8.length);
  }

  public WasmOutput bytes(byte[] source, int from, int to) {
    int length = to - from;
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
    return this;
  }

  /** Appends what {@code other} holds. */
  public WasmOutput append(WasmOutput other) {
    return bytes(other.bytes, 0, other.size);
  }

  /** Appends {@code content} with its length before it. */
  public WasmOutput sized(WasmOutput content) {
    return u32(content.size).append(content);
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, 1 << 30)));
    }
  }
}
