package dev.witloof.engine.internal.rewrite;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.internal.binary.WasmOutput;

/**
 * What stands around the float operators that Chicory gets wrong, for NaNs above all (core
 * specification, 4.3.3).
 *
 * <ul>
 *   <li>{@code min}, {@code max}, {@code ceil}, {@code floor} and {@code trunc} return a signalling
 *       NaN as it is. Adding minus zero makes it a quiet one, and leaves any other number what it
 *       is.
 *   <li>{@code abs} of a NaN keeps its sign in JDK 17, but in code that the JIT has compiled.
 *   <li>{@code f32.copysign} takes the sign of a certain positive number for negative.
 * </ul>
 *
 * The last two are cured by masking bits.
 */
final class FloatOperators {
  private FloatOperators() {}

  /** Whether the operator is written by {@link #write} in place of itself. */
  static boolean isReplaced(int opcode) {
    return switch (opcode) {
      case F32_ABS, F64_ABS, F32_COPYSIGN -> true;
      default -> isQuieted(opcode);
    };
  }

  private static boolean isQuieted(int opcode) {
    return switch (opcode) {
      case F32_MIN, F32_MAX, F32_CEIL, F32_FLOOR, F32_TRUNC -> true;
      case F64_MIN, F64_MAX, F64_CEIL, F64_FLOOR, F64_TRUNC -> true;
      default -> false;
    };
  }

  /** Writes what does what the operator should. */
  static void write(WasmOutput out, int opcode) {
    switch (opcode) {
      case F32_ABS -> mask(out, Integer.MAX_VALUE);
      case F64_ABS ->
          out.u8(I64_REINTERPRET_F64)
              .u8(I64_CONST)
              .signed(Long.MAX_VALUE)
              .u8(I64_AND)
              .u8(F64_REINTERPRET_I64);
      case F32_COPYSIGN -> {
        mask(out, Integer.MIN_VALUE);
        out.u8(F32_COPYSIGN);
      }
      case F32_MIN, F32_MAX, F32_CEIL, F32_FLOOR, F32_TRUNC ->
          out.u8(opcode).u8(F32_CONST).u8(0).u8(0).u8(0).u8(0x80).u8(F32_ADD);
      default ->
          out.u8(opcode)
              .u8(F64_CONST)
              .u8(0)
              .u8(0)
              .u8(0)
              .u8(0)
              .u8(0)
              .u8(0)
              .u8(0)
              .u8(0x80)
              .u8(F64_ADD);
    }
  }

  private static void mask(WasmOutput out, int bits) {
    out.u8(I32_REINTERPRET_F32).u8(I32_CONST).signed(bits).u8(I32_AND).u8(F32_REINTERPRET_I32);
  }
}
