package dev.witloof.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes well-formed components and modules in the form that {@link Framing} reads. */
final class Unframing {
  private static final int PREAMBLE = 8;
  private static final int LAYER = 6;
  private static final int CODE_SECTION = 10;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Unframing() {}

  static byte[] disassemble(byte[] wasm) {
    Unframing unframing = new Unframing();
    unframing.sections(ByteBuffer.wrap(wasm));
    return unframing.out.toByteArray();
  }

  private void sections(ByteBuffer wasm) {
    boolean component = wasm.get(wasm.position() + LAYER) == 1;
    wasm.position(wasm.position() + PREAMBLE);
    while (wasm.hasRemaining()) {
      int id = wasm.get();
      ByteBuffer content = sized(wasm);
      out.write(Framing.SECTION);
      out.write(id);
      if (component && (id == Framing.MODULE_SECTION || id == Framing.COMPONENT_SECTION)) {
        sections(content);
      } else if (!component && id == CODE_SECTION) {
        bodies(content);
      } else {
        literal(content);
      }
      out.write(Framing.END);
    }
  }

  private void bodies(ByteBuffer code) {
    ByteBuffer count = code.duplicate();
    u32(code);
    literal(count.limit(code.position()));
    while (code.hasRemaining()) {
      out.write(Framing.BODY);
      literal(sized(code));
      out.write(Framing.END);
    }
  }

  private void literal(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int b = bytes.get() & 0xFF;
      if (b >= Framing.SECTION && b <= Framing.BODY) {
        out.write(Framing.LITERAL);
      }
      out.write(b);
    }
  }

  private static ByteBuffer sized(ByteBuffer in) {
    int size = u32(in);
    ByteBuffer content = in.slice(in.position(), size);
    in.position(in.position() + size);
    return content;
  }

  private static int u32(ByteBuffer in) {
    int value = 0;
    int shift = 0;
    byte b;
    do {
      b = in.get();
      value |= (b & 0x7F) << shift;
      shift += 7;
    } while (b < 0);
    return value;
  }
}
