package dev.witloof.engine.internal.validate;

import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;

/** Validates element and data segments (core specification, 3.5.7 and 3.5.8). */
final class Segments {
  /** The bits of an element segment's flags (core specification, 5.5.12). */
  private static final int NOT_ACTIVE = 1;

  private static final int EXPLICIT = 2;
  private static final int EXPRESSIONS = 4;

  private final ModuleContext context;
  private final WasmInput in;
  private final ConstantExpressions expressions;

  Segments(ModuleContext context, WasmInput in) {
    this.context = context;
    this.in = in;
    this.expressions = new ConstantExpressions(context, in);
  }

  /** Validates the element section; the context learns the segments and the functions in them. */
  void elements() {
    int count = in.count("element segments", ModuleLimits.ELEMENT_SEGMENTS);
    byte[] types = new byte[count];
    int items = 0;
    for (int i = 0; i < count; i++) {
      int at = in.position();
      int flags = in.u32();
      if (flags >>> 3 != 0) {
        throw in.malformedAt(at, "malformed element segment kind " + flags);
      }
      types[i] = (byte) elementHead(flags);
      items += items(types[i], (flags & EXPRESSIONS) != 0, ModuleLimits.ELEMENTS - items);
    }
    in.expectEnd("element section");
    context.setElementSegments(types);
  }

  /** Reads table, offset and type of a segment; the type. */
  private int elementHead(int flags) {
    boolean active = (flags & NOT_ACTIVE) == 0;
    int at = in.position();
    int table = active && (flags & EXPLICIT) != 0 ? in.u32() : 0;
    if (active) {
      if (table < 0 || table >= context.tables()) {
        throw in.invalidAt(at, "unknown table " + Integer.toUnsignedString(table));
      }
      expressions.validate(ValueTypes.I32, context.globals());
    }
    int type = (flags & (NOT_ACTIVE | EXPLICIT)) == 0 ? ValueTypes.FUNCREF : elementType(flags);
    if (active && context.table(table) != type) {
      throw in.invalidAt(
          at,
          "type mismatch: "
              + ValueTypes.name(type)
              + " elements for a table of "
              + ValueTypes.name(context.table(table)));
    }
    return type;
  }

  private int elementType(int flags) {
    if ((flags & EXPRESSIONS) != 0) {
      return ValueTypes.readReferenceCode(in);
    }
    int at = in.position();
    int kind = in.u8();
    if (kind != 0) {
      throw in.malformedAt(at, "malformed element kind 0x" + Integer.toHexString(kind));
    }
    return ValueTypes.FUNCREF;
  }

  private int items(int type, boolean areExpressions, int limit) {
    int count = in.count("elements", limit);
    for (int i = 0; i < count; i++) {
      if (areExpressions) {
        expressions.validate(type, context.globals());
      } else {
        function();
      }
    }
    return count;
  }

  private void function() {
    int at = in.position();
    int index = in.u32();
    if (index < 0 || index >= context.functions()) {
      throw in.invalidAt(at, "unknown function " + Integer.toUnsignedString(index));
    }
    context.declareReference(index);
  }

  /** Validates the data section; how many segments it has. */
  int data() {
    int count = in.count("data segments", ModuleLimits.DATA_SEGMENTS);
    for (int i = 0; i < count; i++) {
      int at = in.position();
      int flags = in.u32();
      if (flags < 0 || flags > 2) {
        throw in.malformedAt(at, "malformed data segment kind " + flags);
      }
      if (flags != 1) {
        dataOffset(flags == 2 ? in.u32() : 0, at);
      }
      in.skip(in.length("data segment", Integer.MAX_VALUE));
    }
    in.expectEnd("data section");
    return count;
  }

  private void dataOffset(int memory, int at) {
    if (memory < 0 || memory >= context.memories().size()) {
      throw in.invalidAt(at, "unknown memory " + Integer.toUnsignedString(memory));
    }
    boolean memory64 = context.memories().get(memory).memory64();
    expressions.validate(memory64 ? ValueTypes.I64 : ValueTypes.I32, context.globals());
  }
}
