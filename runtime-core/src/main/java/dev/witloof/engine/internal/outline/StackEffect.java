package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

/** How many operands plain instructions take and leave: those without a label or a type index. */
public final class StackEffect {
  private static final int I32_EQZ = 0x45;
  private static final int I64_EQZ = 0x50;

  private StackEffect() {}

  public static int pops(int opcode) {
    if (opcode >= FIRST_NUMERIC && opcode <= LAST_NUMERIC) {
      return isUnary(opcode) ? 1 : 2;
    } else if (opcode >= FIRST_LOAD && opcode <= LAST_STORE) {
      return opcode < I32_STORE ? 1 : 2;
    } else if (opcode >= FIRST_SATURATING && opcode <= LAST_SATURATING) {
      return 1;
    } else if (opcode >>> 8 == ATOMIC) {
      return 2;
    }
    return switch (opcode) {
      case NOP, LOCAL_GET, GLOBAL_GET, MEMORY_SIZE, REF_NULL, REF_FUNC -> 0;
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST -> 0;
      case DATA_DROP, ELEM_DROP, TABLE_SIZE -> 0;
      case DROP, LOCAL_SET, LOCAL_TEE, GLOBAL_SET, TABLE_GET, MEMORY_GROW, REF_IS_NULL -> 1;
      case TABLE_SET, TABLE_GROW -> 2;
      case SELECT, SELECT_TYPED, MEMORY_INIT, MEMORY_COPY, MEMORY_FILL -> 3;
      case TABLE_INIT, TABLE_COPY, TABLE_FILL -> 3;
      default -> throw unknown(opcode);
    };
  }

  public static int pushes(int opcode) {
    if (opcode >= FIRST_NUMERIC && opcode <= LAST_NUMERIC) {
      return 1;
    } else if (opcode >= FIRST_LOAD && opcode <= LAST_STORE) {
      return opcode < I32_STORE ? 1 : 0;
    } else if (opcode >= FIRST_SATURATING && opcode <= LAST_SATURATING) {
      return 1;
    } else if (opcode >>> 8 == ATOMIC) {
      return 0;
    }
    return switch (opcode) {
      case LOCAL_GET, LOCAL_TEE, GLOBAL_GET, TABLE_GET, TABLE_SIZE, TABLE_GROW -> 1;
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST -> 1;
      case MEMORY_SIZE, MEMORY_GROW, REF_NULL, REF_FUNC, REF_IS_NULL, SELECT, SELECT_TYPED -> 1;
      case NOP, DROP, LOCAL_SET, GLOBAL_SET, TABLE_SET, DATA_DROP, ELEM_DROP -> 0;
      case MEMORY_INIT, MEMORY_COPY, MEMORY_FILL, TABLE_INIT, TABLE_COPY, TABLE_FILL -> 0;
      default -> throw unknown(opcode);
    };
  }

  private static boolean isUnary(int opcode) {
    return opcode == I32_EQZ
        || opcode == I64_EQZ
        // Bit counts, float functions, and from the conversions on everything.
        || opcode >= 0x67 && opcode <= 0x69
        || opcode >= 0x79 && opcode <= 0x7b
        || opcode >= 0x8b && opcode <= 0x91
        || opcode >= 0x99 && opcode <= 0x9f
        || opcode >= I32_WRAP_I64;
  }

  private static IllegalStateException unknown(int opcode) {
    return new IllegalStateException("no stack effect for opcode 0x" + Integer.toHexString(opcode));
  }
}
