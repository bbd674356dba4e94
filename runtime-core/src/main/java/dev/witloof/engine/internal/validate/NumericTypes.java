package dev.witloof.engine.internal.validate;

import static dev.witloof.engine.internal.binary.ValueTypes.*;

import dev.witloof.engine.internal.binary.Opcodes;

/**
 * The types of numeric instructions, loads and stores by opcode (core specification, 3.4.1 and
 * 3.4.5): how many operands of one type they take, and the type of their result. A store's operands
 * are its value; the address is not among them.
 */
final class NumericTypes {
  private static final int OPCODES = 256;
  private static final byte[] OPERAND = new byte[OPCODES];
  private static final boolean[] BINARY = new boolean[OPCODES];
  private static final byte[] RESULT = new byte[OPCODES];
  private static final byte[] ALIGNMENT = new byte[OPCODES];
  private static final byte[] SATURATING_OPERAND = {F32, F32, F64, F64, F32, F32, F64, F64};

  static {
    comparisons();
    arithmetic();
    conversions();
    loads();
    stores();
  }

  private NumericTypes() {}

  /** Tests, comparisons, arithmetic and conversions of one byte. */
  static boolean isNumeric(int opcode) {
    return opcode >= Opcodes.FIRST_NUMERIC && opcode <= Opcodes.LAST_NUMERIC;
  }

  static boolean isMemoryAccess(int opcode) {
    return opcode >= Opcodes.FIRST_LOAD && opcode <= Opcodes.LAST_STORE;
  }

  /** The type of the operands, and of the value of a store. */
  static int operand(int opcode) {
    return OPERAND[opcode];
  }

  /** Whether there are two operands. */
  static boolean isBinary(int opcode) {
    return BINARY[opcode];
  }

  /** The type of the result; 0 for a store. */
  static int result(int opcode) {
    return RESULT[opcode];
  }

  /** The exponent of the natural alignment of a load or store. */
  static int naturalAlignment(int opcode) {
    return ALIGNMENT[opcode];
  }

  /** The operand of a saturating truncation. */
  static int saturatingOperand(int opcode) {
    return SATURATING_OPERAND[opcode - Opcodes.FIRST_SATURATING];
  }

  /** The result of a saturating truncation. */
  static int saturatingResult(int opcode) {
    return opcode - Opcodes.FIRST_SATURATING < 4 ? I32 : I64;
  }

  private static void comparisons() {
    unary(0x45, 0x45, I32, I32);
    binary(0x46, 0x4f, I32, I32);
    unary(0x50, 0x50, I64, I32);
    binary(0x51, 0x5a, I64, I32);
    binary(0x5b, 0x60, F32, I32);
    binary(0x61, 0x66, F64, I32);
  }

  private static void arithmetic() {
    unary(0x67, 0x69, I32, I32);
    binary(0x6a, 0x78, I32, I32);
    unary(0x79, 0x7b, I64, I64);
    binary(0x7c, 0x8a, I64, I64);
    unary(0x8b, 0x91, F32, F32);
    binary(0x92, 0x98, F32, F32);
    unary(0x99, 0x9f, F64, F64);
    binary(0xa0, 0xa6, F64, F64);
    // Sign extensions.
    unary(0xc0, 0xc1, I32, I32);
    unary(0xc2, 0xc4, I64, I64);
  }

  private static void conversions() {
    unary(0xa7, 0xa7, I64, I32);
    unary(0xa8, 0xa9, F32, I32);
    unary(0xaa, 0xab, F64, I32);
    unary(0xac, 0xad, I32, I64);
    unary(0xae, 0xaf, F32, I64);
    unary(0xb0, 0xb1, F64, I64);
    unary(0xb2, 0xb3, I32, F32);
    unary(0xb4, 0xb5, I64, F32);
    unary(0xb6, 0xb6, F64, F32);
    unary(0xb7, 0xb8, I32, F64);
    unary(0xb9, 0xba, I64, F64);
    unary(0xbb, 0xbb, F32, F64);
    // Reinterpretations.
    unary(0xbc, 0xbc, F32, I32);
    unary(0xbd, 0xbd, F64, I64);
    unary(0xbe, 0xbe, I32, F32);
    unary(0xbf, 0xbf, I64, F64);
  }

  private static void loads() {
    load(0x28, I32, 2);
    load(0x29, I64, 3);
    load(0x2a, F32, 2);
    load(0x2b, F64, 3);
    load(0x2c, I32, 0);
    load(0x2d, I32, 0);
    load(0x2e, I32, 1);
    load(0x2f, I32, 1);
    load(0x30, I64, 0);
    load(0x31, I64, 0);
    load(0x32, I64, 1);
    load(0x33, I64, 1);
    load(0x34, I64, 2);
    load(0x35, I64, 2);
  }

  private static void stores() {
    store(0x36, I32, 2);
    store(0x37, I64, 3);
    store(0x38, F32, 2);
    store(0x39, F64, 3);
    store(0x3a, I32, 0);
    store(0x3b, I32, 1);
    store(0x3c, I64, 0);
    store(0x3d, I64, 1);
    store(0x3e, I64, 2);
  }

  private static void unary(int first, int last, int operand, int result) {
    for (int opcode = first; opcode <= last; opcode++) {
      OPERAND[opcode] = (byte) operand;
      RESULT[opcode] = (byte) result;
    }
  }

  private static void binary(int first, int last, int operand, int result) {
    unary(first, last, operand, result);
    for (int opcode = first; opcode <= last; opcode++) {
      BINARY[opcode] = true;
    }
  }

  private static void load(int opcode, int result, int alignment) {
    RESULT[opcode] = (byte) result;
    ALIGNMENT[opcode] = (byte) alignment;
  }

  private static void store(int opcode, int value, int alignment) {
    OPERAND[opcode] = (byte) value;
    ALIGNMENT[opcode] = (byte) alignment;
  }
}
