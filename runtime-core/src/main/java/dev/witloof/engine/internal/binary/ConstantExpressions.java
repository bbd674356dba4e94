package dev.witloof.engine.internal.binary;

import static dev.witloof.engine.internal.binary.Opcodes.*;

/** Constant expressions of globals, element and data segments, extended-const included. */
final class ConstantExpressions {
  private ConstantExpressions() {}

  /** Moves behind one expression. Its types are not checked here. */
  static void skip(WasmInput in) {
    int start = in.position();
    InstructionReader reader = new InstructionReader(in);
    while (reader.next()) {
      if (reader.end() - start > ModuleLimits.CONSTANT_EXPRESSION_BYTES) {
        throw reader.invalid(
            "constant expression too long; the limit is "
                + ModuleLimits.CONSTANT_EXPRESSION_BYTES
                + " bytes");
      }
      switch (reader.opcode()) {
        case END -> {
          return;
        }
        case I32_CONST, I64_CONST, F32_CONST, F64_CONST, REF_NULL, REF_FUNC, GLOBAL_GET -> {}
        case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> {
          // Addition, subtraction and multiplication of i32 and i64: extended-const.
        }
        default ->
            throw reader.invalid(
                "opcode 0x"
                    + Integer.toHexString(reader.opcode())
                    + " is not allowed in a constant expression");
      }
    }
    throw in.invalid("constant expression without end");
  }
}
