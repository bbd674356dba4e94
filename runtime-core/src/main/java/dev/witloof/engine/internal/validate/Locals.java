package dev.witloof.engine.internal.validate;

import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import java.util.Arrays;

/** The types of a function's locals, its parameters first. */
final class Locals {
  private byte[] types = new byte[256];
  private int count;

  /**
   * Starts another function.
   *
   * @param declarations its local declarations, whose sum the decoder has bounded
   */
  void reset(byte[] params, WasmInput declarations) {
    count = 0;
    reserve(params.length);
    System.arraycopy(params, 0, types, 0, params.length);
    count = params.length;
    for (int groups = declarations.u32(); groups > 0; groups--) {
      int more = declarations.u32();
      int type = ValueTypes.readCode(declarations);
      if (type == ValueTypes.V128) {
        throw declarations.unsupported("SIMD");
      }
      reserve(more);
      Arrays.fill(types, count, count + more, (byte) type);
      count += more;
    }
  }

  int type(InstructionReader at, int index) {
    if (index < 0 || index >= count) {
      throw at.invalid("unknown local " + Integer.toUnsignedString(index));
    }
    return types[index];
  }

  private void reserve(int more) {
    if (types.length - count < more) {
      types = Arrays.copyOf(types, Math.max(count + more, 2 * types.length));
    }
  }
}
