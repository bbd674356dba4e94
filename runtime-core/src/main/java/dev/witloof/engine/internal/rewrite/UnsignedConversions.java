package dev.witloof.engine.internal.rewrite;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.WasmOutput;

/**
 * What takes the place of the conversions of unsigned numbers of 64 bits to floats. Chicory rounds
 * those from 2⁶³ on up, or ties down, where the nearest is wanted, and of two the even one (core
 * specification, 4.3.3).
 *
 * <p>Such a number is halved, with the bit that falls out kept in the lowest one, where it tells a
 * tie from what is more; so it is positive as a signed one, is rounded the same, and is doubled.
 */
final class UnsignedConversions {
  private final AddedLocals locals;

  UnsignedConversions(AddedLocals locals) {
    this.locals = locals;
  }

  /** Whether {@link #write} takes an instruction's place. */
  static boolean isReplaced(int opcode) {
    return opcode == F32_CONVERT_I64_U || opcode == F64_CONVERT_I64_U;
  }

  /** Writes the conversion, without branches: the bit shifted out is the sign, or none. */
  void write(WasmOutput out, int opcode) {
    boolean single = opcode == F32_CONVERT_I64_U;
    int signed = single ? F32_CONVERT_I64_S : F64_CONVERT_I64_S;
    int number = locals.of(CoreType.Val.I64, 0);
    int sign = locals.of(CoreType.Val.I64, 1);
    out.u8(LOCAL_TEE).u32(number);
    out.u8(LOCAL_GET).u32(number).u8(I64_CONST).signed(63).u8(I64_SHR_U).u8(LOCAL_TEE).u32(sign);
    out.u8(I64_SHR_U);
    out.u8(LOCAL_GET).u32(number).u8(LOCAL_GET).u32(sign).u8(I64_AND).u8(I64_OR).u8(signed);
    out.u8(LOCAL_GET).u32(sign).u8(I64_CONST).signed(1).u8(I64_ADD).u8(signed);
    out.u8(single ? F32_MUL : F64_MUL);
  }
}
