package dev.witloof.engine.internal.rewrite;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * Locals that a function gets behind its own, for operands that are needed twice. They are declared
 * only if something uses them.
 */
final class AddedLocals {
  private final List<CoreType.Val> added = new ArrayList<>();
  private int first;

  /** Begins with a function that has so many parameters and locals. */
  void begin(int locals) {
    added.clear();
    first = locals;
  }

  /** The added local of that type with so many of the type before it. */
  int of(CoreType.Val type, int position) {
    int before = 0;
    for (int i = 0; i < added.size(); i++) {
      if (added.get(i) == type && before++ == position) {
        return first + i;
      }
    }
    added.add(type);
    return first + added.size() - 1;
  }

  /**
   * Writes the function's local declarations, with the added ones behind its own.
   *
   * @param own its own declarations
   */
  void declare(WasmOutput out, WasmInput own) {
    out.u32(own.u32() + added.size()).bytes(own.bytes(), own.position(), own.end());
    added.forEach(type -> out.u32(1).u8(ValueTypes.code(type)));
  }
}
