package dev.witloof.engine.internal.binary;

import org.jspecify.annotations.Nullable;

/**
 * Opcodes that the decoder and the rewriter treat by name. Those behind the prefix 0xFC are {@code
 * 0xFC00 | sub-opcode}.
 */
public final class Opcodes {
  public static final int UNREACHABLE = 0x00;
  public static final int NOP = 0x01;
  public static final int BLOCK = 0x02;
  public static final int LOOP = 0x03;
  public static final int IF = 0x04;
  public static final int ELSE = 0x05;
  public static final int END = 0x0b;
  public static final int BR = 0x0c;
  public static final int BR_IF = 0x0d;
  public static final int BR_TABLE = 0x0e;
  public static final int RETURN = 0x0f;
  public static final int CALL = 0x10;
  public static final int CALL_INDIRECT = 0x11;
  public static final int DROP = 0x1a;
  public static final int SELECT = 0x1b;
  public static final int SELECT_TYPED = 0x1c;
  public static final int LOCAL_GET = 0x20;
  public static final int LOCAL_SET = 0x21;
  public static final int LOCAL_TEE = 0x22;
  public static final int GLOBAL_GET = 0x23;
  public static final int GLOBAL_SET = 0x24;
  public static final int TABLE_GET = 0x25;
  public static final int TABLE_SET = 0x26;
  public static final int FIRST_LOAD = 0x28;
  public static final int LAST_STORE = 0x3e;
  public static final int I32_STORE = 0x36;
  public static final int I32_STORE8 = 0x3a;
  public static final int I64_STORE8 = 0x3c;
  public static final int I64_STORE32 = 0x3e;
  public static final int MEMORY_SIZE = 0x3f;
  public static final int MEMORY_GROW = 0x40;
  public static final int I32_CONST = 0x41;
  public static final int I64_CONST = 0x42;
  public static final int F32_CONST = 0x43;
  public static final int F64_CONST = 0x44;
  public static final int FIRST_NUMERIC = 0x45;
  public static final int LAST_NUMERIC = 0xc4;
  public static final int I32_GE_U = 0x4f;
  public static final int I32_SUB = 0x6b;
  public static final int I32_MUL = 0x6c;
  public static final int I32_AND = 0x71;
  public static final int I32_OR = 0x72;
  public static final int I32_SHR_U = 0x76;
  public static final int I64_ADD = 0x7c;
  public static final int I64_AND = 0x83;
  public static final int I64_OR = 0x84;
  public static final int I64_SHR_U = 0x88;
  public static final int F32_ABS = 0x8b;
  public static final int F32_CEIL = 0x8d;
  public static final int F32_FLOOR = 0x8e;
  public static final int F32_TRUNC = 0x8f;
  public static final int F32_ADD = 0x92;
  public static final int F32_MUL = 0x94;
  public static final int F32_MIN = 0x96;
  public static final int F32_MAX = 0x97;
  public static final int F32_COPYSIGN = 0x98;
  public static final int F64_ABS = 0x99;
  public static final int F64_CEIL = 0x9b;
  public static final int F64_FLOOR = 0x9c;
  public static final int F64_TRUNC = 0x9d;
  public static final int F64_ADD = 0xa0;
  public static final int F64_MUL = 0xa2;
  public static final int F64_MIN = 0xa4;
  public static final int F64_MAX = 0xa5;
  public static final int I32_WRAP_I64 = 0xa7;
  public static final int F32_CONVERT_I64_S = 0xb4;
  public static final int F32_CONVERT_I64_U = 0xb5;
  public static final int F64_CONVERT_I64_S = 0xb9;
  public static final int F64_CONVERT_I64_U = 0xba;
  public static final int I32_REINTERPRET_F32 = 0xbc;
  public static final int I64_REINTERPRET_F64 = 0xbd;
  public static final int F32_REINTERPRET_I32 = 0xbe;
  public static final int F64_REINTERPRET_I64 = 0xbf;
  public static final int REF_NULL = 0xd0;
  public static final int REF_IS_NULL = 0xd1;
  public static final int REF_FUNC = 0xd2;

  /** The first byte of the saturating truncations and of the bulk operations. */
  public static final int PREFIX = 0xfc;

  public static final int FIRST_SATURATING = 0xfc00;
  public static final int LAST_SATURATING = 0xfc07;
  public static final int MEMORY_INIT = 0xfc08;
  public static final int DATA_DROP = 0xfc09;
  public static final int MEMORY_COPY = 0xfc0a;
  public static final int MEMORY_FILL = 0xfc0b;
  public static final int TABLE_INIT = 0xfc0c;
  public static final int ELEM_DROP = 0xfc0d;
  public static final int TABLE_COPY = 0xfc0e;
  public static final int TABLE_GROW = 0xfc0f;
  public static final int TABLE_SIZE = 0xfc10;
  public static final int TABLE_FILL = 0xfc11;

  /** The prefix of atomic instructions, which guests may not use but the rewriter may. */
  public static final int ATOMIC = 0xfe;

  public static final int I32_ATOMIC_STORE8 = 0x19;
  public static final int I64_ATOMIC_STORE8 = 0x1b;

  /** The block type without parameters and results. */
  public static final int EMPTY_BLOCK_TYPE = 0x40;

  private Opcodes() {}

  /** The proposal that a refused opcode (its first byte) belongs to, or null when there is none. */
  static @Nullable String refusedProposal(int opcode) {
    return switch (opcode) {
      case 0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f -> "exception handling";
      case 0x12, 0x13 -> "tail calls";
      case 0x14, 0x15, 0xd4, 0xd5, 0xd6 -> "typed function references";
      case 0xd3, 0xfb -> "garbage collection";
      case 0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6 -> "stack switching";
      case 0xfd -> "SIMD";
      case 0xfe -> "threads";
      default -> null;
    };
  }
}
