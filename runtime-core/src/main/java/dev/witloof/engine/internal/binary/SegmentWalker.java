package dev.witloof.engine.internal.binary;

/** Walks element and data segments, for their limits. */
final class SegmentWalker {
  private SegmentWalker() {}

  /** Element segments (core specification, 5.5.12). */
  static void walkElements(WasmInput in) {
    int count = in.count("element segments", ModuleLimits.ELEMENT_SEGMENTS);
    int items = 0;
    for (int i = 0; i < count; i++) {
      long flags = in.u32AsLong();
      if (flags > 7) {
        throw in.invalid("unknown element segment flags " + flags);
      }
      boolean active = (flags & 1) == 0;
      boolean explicit = (flags & 2) != 0;
      boolean expressions = (flags & 4) != 0;
      if (active) {
        if (explicit) {
          in.u32();
        }
        ConstantExpressions.skip(in);
      }
      if (!active || explicit) {
        if (expressions) {
          ValueTypes.readReference(in);
        } else if (in.u8() != 0) {
          throw in.invalid("unknown element kind");
        }
      }
      items += walkItems(in, expressions, ModuleLimits.ELEMENTS - items);
    }
    in.expectEnd("element section");
  }

  private static int walkItems(WasmInput in, boolean expressions, int limit) {
    int count = in.count("elements", limit);
    for (int i = 0; i < count; i++) {
      if (expressions) {
        ConstantExpressions.skip(in);
      } else {
        in.u32();
      }
    }
    return count;
  }

  /** Data segments (core specification, 5.5.14). */
  static void walkData(WasmInput in, int memories) {
    int count = in.count("data segments", ModuleLimits.DATA_SEGMENTS);
    for (int i = 0; i < count; i++) {
      long flags = in.u32AsLong();
      if (flags > 2) {
        throw in.invalid("unknown data segment flags " + flags);
      }
      if (flags != 1) {
        long memory = flags == 2 ? in.u32AsLong() : 0;
        if (memory >= memories) {
          throw in.invalid("data segment " + i + ": unknown memory " + memory);
        }
        ConstantExpressions.skip(in);
      }
      in.skip(in.length("data segment", Integer.MAX_VALUE));
    }
    in.expectEnd("data section");
  }
}
