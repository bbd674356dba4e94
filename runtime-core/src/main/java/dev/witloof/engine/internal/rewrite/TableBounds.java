package dev.witloof.engine.internal.rewrite;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.WasmOutput;

/**
 * What stands before the instructions that write ranges of a table. Chicory adds their operands up
 * as signed numbers of 32 bits, so that a range that is far out of bounds may pass for a small one,
 * or for none. No table or segment has 2³⁰ elements; so an operand from there on traps, as an
 * access out of bounds, before the sums can overflow.
 */
final class TableBounds {
  /** What is left of an operand that is too large, shifted by this. */
  private static final int SHIFT = 30;

  private final DecodedModule module;
  private final AddedLocals locals;

  TableBounds(DecodedModule module, AddedLocals locals) {
    this.module = module;
    this.locals = locals;
  }

  /** Whether {@link #write} belongs before an instruction. */
  static boolean isChecked(int opcode) {
    return switch (opcode) {
      case TABLE_INIT, TABLE_COPY, TABLE_FILL -> true;
      default -> false;
    };
  }

  /** Writes the check of an instruction's operands, which leaves them as they are. */
  void write(WasmOutput out, InstructionReader instruction) {
    boolean fills = instruction.opcode() == TABLE_FILL;
    int table = instruction.opcode() == TABLE_INIT ? instruction.second() : instruction.first();
    int to = locals.of(CoreType.Val.I32, 0);
    int count = locals.of(CoreType.Val.I32, 1);
    int from =
        fills ? locals.of(module.tables().get(table).element(), 0) : locals.of(CoreType.Val.I32, 2);
    out.u8(LOCAL_SET).u32(count).u8(LOCAL_SET).u32(from).u8(LOCAL_TEE).u32(to);
    out.u8(LOCAL_GET).u32(count).u8(I32_OR);
    if (!fills) {
      out.u8(LOCAL_GET).u32(from).u8(I32_OR);
    }
    out.u8(I32_CONST).signed(SHIFT).u8(I32_SHR_U).u8(IF).u8(EMPTY_BLOCK_TYPE);
    out.u8(I32_CONST).signed(-1).u8(TABLE_GET).u32(table).u8(DROP).u8(END);
    out.u8(LOCAL_GET).u32(to).u8(LOCAL_GET).u32(from).u8(LOCAL_GET).u32(count);
  }
}
