package dev.witloof.engine.internal.outline;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;

/** Writes the declarations of a function's locals: a vector of runs of one type. */
final class LocalDeclarations {
  private LocalDeclarations() {}

  /**
   * @param types of parameters and locals
   * @param parameters how many of them are parameters, which are not declared
   */
  static void write(WasmOutput out, List<CoreType.Val> types, int parameters) {
    WasmOutput runs = new WasmOutput(16);
    int count = 0;
    for (int i = parameters; i < types.size(); ) {
      int next = i + 1;
      while (next < types.size() && types.get(next) == types.get(i)) {
        next++;
      }
      runs.u32(next - i).u8(ValueTypes.code(types.get(i)));
      count++;
      i = next;
    }
    out.u32(count).append(runs);
  }
}
