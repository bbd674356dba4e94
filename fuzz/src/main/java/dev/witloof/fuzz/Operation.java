package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Val;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A numeric instruction.
 *
 * @param opcode with its prefix in the second byte, if it has one
 * @param makesNan whether the bits of its result may differ from machine to machine when it is NaN
 */
record Operation(int opcode, List<Val> operands, Val result, boolean makesNan) {
  static final int F32_ABS = 0x8b;
  static final int F64_ABS = 0x99;
  private static final int F32_CONVERT_I64_U = 0xb5;
  private static final int F64_CONVERT_I64_U = 0xba;
  private static final int SATURATING = 0xfc00;

  private static final Map<Val, List<Operation>> BY_RESULT = new EnumMap<>(Val.class);

  static {
    for (Val type : List.of(Val.I32, Val.I64, Val.F32, Val.F64)) {
      BY_RESULT.put(type, new ArrayList<>());
    }
    integers(Val.I32, 0x45, 0x67, 0x6a, 0x78);
    integers(Val.I64, 0x50, 0x79, 0x7c, 0x8a);
    unary(0xc0, 0xc1, Val.I32, Val.I32);
    unary(0xc2, 0xc4, Val.I64, Val.I64);
    floats(Val.F32, 0x5b, F32_ABS);
    floats(Val.F64, 0x61, F64_ABS);
    unary(0xa7, 0xa7, Val.I64, Val.I32);
    unary(0xac, 0xad, Val.I32, Val.I64);
    truncations(0xa8, Val.I32, 0xae, Val.I64);
    truncations(SATURATING, Val.I32, SATURATING + 4, Val.I64);
    unary(0xb2, 0xb3, Val.I32, Val.F32);
    unary(0xb4, F32_CONVERT_I64_U, Val.I64, Val.F32);
    add(0xb6, List.of(Val.F64), Val.F32, true);
    unary(0xb7, 0xb8, Val.I32, Val.F64);
    unary(0xb9, F64_CONVERT_I64_U, Val.I64, Val.F64);
    add(0xbb, List.of(Val.F32), Val.F64, true);
    unary(0xbc, 0xbc, Val.F32, Val.I32);
    unary(0xbd, 0xbd, Val.F64, Val.I64);
    unary(0xbe, 0xbe, Val.I32, Val.F32);
    unary(0xbf, 0xbf, Val.I64, Val.F64);
  }

  static List<Operation> of(Val result) {
    return BY_RESULT.get(result);
  }

  /** Operands that must be no NaN of any sign but the canonical one. */
  boolean wantsCanonicalNan() {
    return opcode == F32_ABS || opcode == F64_ABS;
  }

  /** Operands that must be less than 2⁶³: stock Chicory rounds greater ones wrongly. */
  boolean wantsPositive() {
    return opcode == F32_CONVERT_I64_U || opcode == F64_CONVERT_I64_U;
  }

  /** Divisions, remainders, and truncations that do not saturate. */
  boolean mayTrap() {
    return opcode >= 0x6d && opcode <= 0x70
        || opcode >= 0x7f && opcode <= 0x82
        || opcode >= 0xa8 && opcode <= 0xab
        || opcode >= 0xae && opcode <= 0xb1;
  }

  private static void integers(Val type, int test, int firstUnary, int firstBinary, int last) {
    add(test, List.of(type), Val.I32, false);
    binary(test + 1, test + 10, type, Val.I32, false);
    unary(firstUnary, firstBinary - 1, type, type);
    binary(firstBinary, last, type, type, false);
  }

  private static void floats(Val type, int firstComparison, int abs) {
    binary(firstComparison, firstComparison + 5, type, Val.I32, false);
    unary(abs, abs + 1, type, type);
    for (int opcode = abs + 2; opcode <= abs + 6; opcode++) {
      add(opcode, List.of(type), type, true);
    }
    binary(abs + 7, abs + 12, type, type, true);
    binary(abs + 13, abs + 13, type, type, false);
  }

  private static void truncations(int first, Val narrow, int second, Val wide) {
    unary(first, first + 1, Val.F32, narrow);
    unary(first + 2, first + 3, Val.F64, narrow);
    unary(second, second + 1, Val.F32, wide);
    unary(second + 2, second + 3, Val.F64, wide);
  }

  private static void unary(int first, int last, Val operand, Val result) {
    for (int opcode = first; opcode <= last; opcode++) {
      add(opcode, List.of(operand), result, false);
    }
  }

  private static void binary(int first, int last, Val operand, Val result, boolean makesNan) {
    for (int opcode = first; opcode <= last; opcode++) {
      add(opcode, List.of(operand, operand), result, makesNan);
    }
  }

  private static void add(int opcode, List<Val> operands, Val result, boolean makesNan) {
    BY_RESULT.get(result).add(new Operation(opcode, operands, result, makesNan));
  }

  void write(WasmWriter out) {
    if (opcode >= SATURATING) {
      out.u8(opcode >> 8, opcode & 0xff);
    } else {
      out.u8(opcode);
    }
  }
}
