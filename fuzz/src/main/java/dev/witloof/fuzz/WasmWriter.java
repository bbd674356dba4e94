package dev.witloof.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the pieces that core modules and components are made of. */
final class WasmWriter {
  private static final byte[] MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};
  private static final byte[] COMPONENT = {0, 'a', 's', 'm', 0x0d, 0, 1, 0};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static WasmWriter module() {
    return new WasmWriter().raw(MODULE);
  }

  static WasmWriter component() {
    return new WasmWriter().raw(COMPONENT);
  }

  WasmWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  WasmWriter raw(WasmWriter other) {
    return raw(other.bytes());
  }

  WasmWriter u8(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  /** Unsigned LEB128. */
  WasmWriter u32(long value) {
    long left = value & 0xFFFF_FFFFL;
    while (left >= 0x80) {
      out.write((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
    return this;
  }

  /** Signed LEB128. */
  WasmWriter signed(long value) {
    long left = value;
    while (left < -64 || left >= 64) {
      out.write((int) (left & 0x7F | 0x80));
      left >>= 7;
    }
    out.write((int) (left & 0x7F));
    return this;
  }

  /** The lowest {@code size} bytes, little-endian. */
  WasmWriter fixed(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >> 8 * i));
    }
    return this;
  }

  WasmWriter name(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return u32(bytes.length).raw(bytes);
  }

  /** The extern name of an import or export of a component. */
  WasmWriter externName(String name) {
    return u8(0).name(name);
  }

  WasmWriter sized(WasmWriter content) {
    return u32(content.size()).raw(content);
  }

  WasmWriter section(int id, WasmWriter content) {
    return u8(id).sized(content);
  }

  /** A section that is a vector. */
  WasmWriter vectorSection(int id, WasmWriter... entries) {
    return section(id, new WasmWriter().vector(List.of(entries)));
  }

  WasmWriter vector(List<WasmWriter> entries) {
    u32(entries.size());
    entries.forEach(this::raw);
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
