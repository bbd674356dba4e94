package dev.witloof.engine.internal.rewrite;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.OptionalLong;

/** Writes the types of imported tables, memories and globals. */
final class TypeWriter {
  private TypeWriter() {}

  static void write(WasmOutput out, CoreType type) {
    if (type instanceof CoreType.Table table) {
      out.u8(ValueTypes.code(table.element()));
      limits(out, table.min(), table.max());
    } else if (type instanceof CoreType.Memory memory) {
      limits(out, memory.min(), memory.max());
    } else if (type instanceof CoreType.Global global) {
      out.u8(ValueTypes.code(global.type())).u8(global.mutable() ? 1 : 0);
    } else {
      throw new IllegalArgumentException("not a table, memory or global: " + type);
    }
  }

  private static void limits(WasmOutput out, long min, OptionalLong max) {
    out.u8(max.isPresent() ? 1 : 0).u32((int) min);
    max.ifPresent(value -> out.u32((int) value));
  }
}
