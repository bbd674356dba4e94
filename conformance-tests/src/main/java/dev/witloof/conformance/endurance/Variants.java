package dev.witloof.conformance.endurance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Components that do what a given one does, but are none the same: their first core module has a
 * custom section with a number. An engine knows code by the bytes of a component's core modules, so
 * it has to compile each of them.
 */
final class Variants {
  private static final int PREAMBLE = 8;
  private static final int CUSTOM = 0;
  private static final int CORE_MODULE = 1;
  private static final byte[] NAME = "variant".getBytes(StandardCharsets.US_ASCII);
  private static final int MORE = 0x80;

  private final byte[] component;
  private final int number;
  private long made;

  /**
   * @param component a component that has a core module itself, not in a component within it alone
   */
  Variants(byte[] component) {
    ByteBuffer in = ByteBuffer.wrap(component).position(PREAMBLE);
    int section = PREAMBLE;
    int id = in.get();
    int size = read(in);
    while (id != CORE_MODULE) {
      section = in.position() + size;
      if (section == component.length) {
        throw new IllegalArgumentException(
            "the component has no core module of its own, by which its variants could differ");
      }
      in.position(section);
      id = in.get();
      size = read(in);
    }
    byte[] custom = custom();
    int end = in.position() + size;
    ByteArrayOutputStream out = new ByteArrayOutputStream(component.length + custom.length);
    out.write(component, 0, section);
    out.write(CORE_MODULE);
    write(out, size + custom.length);
    out.write(component, in.position(), size);
    out.writeBytes(custom);
    this.number = out.size() - Long.BYTES;
    out.write(component, end, component.length - end);
    this.component = out.toByteArray();
  }

  /** One that there has not been. */
  byte[] next() {
    byte[] next = component.clone();
    ByteBuffer.wrap(next).putLong(number, made++);
    return next;
  }

  /** A section that ends with the number. */
  private static byte[] custom() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(CUSTOM);
    write(out, 1 + NAME.length + Long.BYTES);
    write(out, NAME.length);
    out.writeBytes(NAME);
    out.writeBytes(new byte[Long.BYTES]);
    return out.toByteArray();
  }

  /** Reads a number of the binary format: seven bits a byte, the lowest first. */
  private static int read(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += Byte.SIZE - 1) {
      byte next = in.get();
      value |= (next & (MORE - 1)) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static void write(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= MORE) {
      out.write(rest | MORE);
      rest >>>= Byte.SIZE - 1;
    }
    out.write(rest);
  }
}
