package dev.witloof.fuzz;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Components in a form whose sizes need not be right: sections and function bodies stand between a
 * begin and an end mark, and {@link #assemble} writes preambles and sizes. A mutation inside a
 * section so leaves the sections around it whole.
 */
final class Framing {
  /** Begins a section; its id follows. */
  static final int SECTION = 0xF0;

  /** Ends what was begun last. */
  static final int END = 0xF1;

  /** The next byte stands for itself. */
  static final int LITERAL = 0xF2;

  /** Begins a function body. */
  static final int BODY = 0xF3;

  static final int MODULE_SECTION = 1;
  static final int COMPONENT_SECTION = 4;

  private enum Content {
    COMPONENT,
    MODULE,
    OTHER
  }

  private record Open(Content content, int id, WasmWriter bytes) {
    void close(WasmWriter into) {
      if (id >= 0) {
        into.u8(id);
      }
      into.sized(bytes);
    }
  }

  private Framing() {}

  /** Bytes of the component or module; every sequence of bytes stands for one. */
  static byte[] assemble(byte[] framed, boolean component) {
    Deque<Open> open = new ArrayDeque<>();
    open.push(
        component
            ? new Open(Content.COMPONENT, -1, WasmWriter.component())
            : new Open(Content.MODULE, -1, WasmWriter.module()));
    for (int i = 0; i < framed.length; i++) {
      int b = framed[i] & 0xFF;
      boolean more = i + 1 < framed.length;
      if (b == SECTION && more) {
        open.push(section(open.element().content, framed[++i] & 0xFF));
      } else if (b == BODY) {
        open.push(new Open(Content.OTHER, -1, new WasmWriter()));
      } else if (b == END) {
        close(open);
      } else {
        open.element().bytes.u8(b == LITERAL && more ? framed[++i] & 0xFF : b);
      }
    }
    while (open.size() > 1) {
      close(open);
    }
    return open.element().bytes.bytes();
  }

  private static Open section(Content parent, int id) {
    if (parent == Content.COMPONENT && id == MODULE_SECTION) {
      return new Open(Content.MODULE, id, WasmWriter.module());
    } else if (parent == Content.COMPONENT && id == COMPONENT_SECTION) {
      return new Open(Content.COMPONENT, id, WasmWriter.component());
    }
    return new Open(Content.OTHER, id, new WasmWriter());
  }

  private static void close(Deque<Open> open) {
    if (open.size() > 1) {
      Open closed = open.pop();
      closed.close(open.element().bytes);
    }
  }
}
