package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

/**
 * Estimates how many bytes of JVM code Chicory's compiler makes of an instruction. The estimate is
 * meant to be a little high for code as compilers write it.
 */
final class JvmSize {
  /** A call: interrupt check, memory, instance, the call itself. */
  static final int CALL = 10;

  /** A result of a function with several, taken out of their array. */
  static final int RESULT = 7;

  /** A jump, and one that checks for an interrupt. */
  static final int JUMP = 3;

  static final int JUMP_BACK = 6;

  /** A jump table without its entries. */
  static final int TABLE = 16;

  static final int TABLE_ENTRY = 4;

  /** An operand that a branch drops. */
  static final int DROPPED = 1;

  /** An operand that a branch carries over those that it drops. */
  static final int KEPT = 4;

  /** Access to a global. */
  static final int GLOBAL = 10;

  /** Local variables that an instruction of two bytes reaches, counted as if all were longs. */
  private static final int NEAR_LOCALS = 125;

  private JvmSize() {}

  /** Reading or writing a local. */
  static int local(int index) {
    return index < NEAR_LOCALS ? 2 : 4;
  }

  /** Setting all declared locals to zero. */
  static int prologue(int parameters, int locals) {
    return 4 * (locals - parameters) + 2 * Math.max(0, locals - NEAR_LOCALS);
  }

  /** An instruction without label, local, or type. */
  static int plain(int opcode) {
    if (opcode >= FIRST_NUMERIC && opcode <= LAST_NUMERIC) {
      return 3;
    } else if (opcode >= FIRST_LOAD && opcode <= LAST_STORE || opcode >>> 8 == ATOMIC) {
      return 9;
    }
    return switch (opcode) {
      case NOP -> 0;
      case DROP -> 1;
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST -> 3;
      case MEMORY_SIZE, MEMORY_GROW -> 5;
      case GLOBAL_GET, GLOBAL_SET -> GLOBAL;
      case SELECT, SELECT_TYPED -> 7;
      default -> 12;
    };
  }
}
