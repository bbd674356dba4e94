package dev.witloof.engine.internal.rewrite;

import dev.witloof.engine.internal.binary.ModuleDecoder;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmInput;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.BitSet;
import java.util.List;

/**
 * A rewritten module without what need not be parsed again once its functions are compiled.
 *
 * @param module the module; its code section has the bodies of the interpreted functions only, and
 *     its data segments are empty
 * @param data the content of the data segments in order, each behind its length as four bytes,
 *     big-endian
 */
public record Skeleton(byte[] module, byte[] data) {
  /** Changes with what {@link #of} makes. Part of the key of whatever caches skeletons. */
  public static final int VERSION = 1;

  private static final int HEADER_BYTES = 8;

  /** The mode of passive segments, and the one that names a memory (core specification, 5.5.14). */
  private static final int PASSIVE = 1;

  private static final int WITH_MEMORY = 2;

  /** Bytes of both. */
  public long bytes() {
    return (long) module.length + data.length;
  }

  /**
   * The skeleton of a valid module.
   *
   * @param imported how many functions it imports
   * @param interpreted the indices of the functions whose bodies are kept
   */
  public static Skeleton of(byte[] module, int imported, List<Integer> interpreted) {
    BitSet kept = new BitSet();
    interpreted.forEach(function -> kept.set(function - imported));
    WasmOutput out = new WasmOutput(module.length / 4).bytes(module, 0, HEADER_BYTES);
    WasmOutput data = new WasmOutput(module.length / 2);
    WasmInput in = new WasmInput(module, HEADER_BYTES, module.length);
    while (in.hasMore()) {
      int id = in.u8();
      WasmInput section = in.slice(in.length("section", Integer.MAX_VALUE));
      switch (id) {
        case Sections.CUSTOM -> {
          // Nobody reads it.
        }
        case Sections.CODE -> out.u8(id).sized(bodies(section, kept));
        case Sections.DATA -> out.u8(id).sized(emptied(section, data));
        default ->
            out.u8(id).u32(section.remaining()).bytes(module, section.position(), section.end());
      }
    }
    return new Skeleton(out.toByteArray(), data.toByteArray());
  }

  private static WasmOutput bodies(WasmInput section, BitSet kept) {
    WasmOutput out = new WasmOutput(16).u32(kept.cardinality());
    int count = section.u32();
    for (int i = 0; i < count; i++) {
      WasmInput body = section.slice(section.length("body", Integer.MAX_VALUE));
      if (kept.get(i)) {
        out.u32(body.remaining()).bytes(body.bytes(), body.position(), body.end());
      }
    }
    return out;
  }

  private static WasmOutput emptied(WasmInput section, WasmOutput data) {
    int count = section.u32();
    WasmOutput out = new WasmOutput(16).u32(count);
    for (int i = 0; i < count; i++) {
      int start = section.position();
      int mode = section.u32();
      if (mode == WITH_MEMORY) {
        section.u32();
      }
      if (mode != PASSIVE) {
        ModuleDecoder.skipExpression(section);
      }
      out.bytes(section.bytes(), start, section.position()).u32(0);
      int length = section.length("data segment", Integer.MAX_VALUE);
      data.u8(length >>> 24).u8(length >>> 16).u8(length >>> 8).u8(length);
      data.bytes(section.bytes(), section.position(), section.position() + length);
      section.skip(length);
    }
    return out;
  }
}
