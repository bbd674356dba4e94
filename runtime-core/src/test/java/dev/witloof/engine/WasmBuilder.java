package dev.witloof.engine;

import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;

/** Assembles modules that no text format would: huge, repetitive or malformed ones. */
public final class WasmBuilder {
  private final WasmOutput out = new WasmOutput(1024);

  public WasmBuilder() {
    for (int b : new int[] {0, 'a', 's', 'm', 1, 0, 0, 0}) {
      out.u8(b);
    }
  }

  public WasmBuilder section(int id, WasmOutput content) {
    out.u8(id).sized(content);
    return this;
  }

  public byte[] build() {
    return out.toByteArray();
  }

  public static WasmOutput bytes(int... values) {
    WasmOutput content = new WasmOutput(values.length);
    for (int value : values) {
      content.u8(value);
    }
    return content;
  }

  /** A module that declares one memory of that many pages. */
  static byte[] memory(int pages) {
    return new WasmBuilder().section(Sections.MEMORY, bytes(1, 0).u32(pages)).build();
  }

  /** A module that declares one table of that many elements. */
  static byte[] table(int elements) {
    return new WasmBuilder().section(Sections.TABLE, bytes(1, 0x70, 0).u32(elements)).build();
  }

  /** A module of that many functions without parameters and results, all with the same body. */
  static byte[] functions(int count, WasmOutput body) {
    WasmOutput types = new WasmOutput(count).u32(count);
    WasmOutput bodies = new WasmOutput(count * (body.size() + 2)).u32(count);
    for (int i = 0; i < count; i++) {
      types.u8(0);
      bodies.sized(body);
    }
    return new WasmBuilder()
        .section(Sections.TYPE, bytes(1, 0x60, 0, 0))
        .section(Sections.FUNCTION, types)
        .section(Sections.CODE, bodies)
        .build();
  }
}
