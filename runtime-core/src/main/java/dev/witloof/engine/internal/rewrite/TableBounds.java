package dev.witloof.engine.internal.rewrite;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands before the instructions that write ranges of a table. Chicory adds their operands up
 * as signed numbers of 32 bits, so that a range that is far out of bounds may pass for a small one,
 * or for none. No table or segment has 2³⁰ elements; so an operand from there on traps, as an
 * access out of bounds, before the sums can overflow.
 *
 * <p>The operands go through locals of the function's own, which are declared only if it has such
 * an instruction.
 */
final class TableBounds {
  /** What is left of an operand that is too large, shifted by this. */
  private static final int SHIFT = 30;

  private final DecodedModule module;
  private final List<CoreType.Val> added = new ArrayList<>();
  private int firstLocal;

  TableBounds(DecodedModule module) {
    this.module = module;
  }

  /** Begins with a function that has so many parameters and locals. */
  void begin(int locals) {
    added.clear();
    firstLocal = locals;
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
    int to = local(CoreType.Val.I32, 0);
    int count = local(CoreType.Val.I32, 1);
    int from = fills ? local(module.tables().get(table).element(), 0) : local(CoreType.Val.I32, 2);
    out.u8(LOCAL_SET).u32(count).u8(LOCAL_SET).u32(from).u8(LOCAL_TEE).u32(to);
    out.u8(LOCAL_GET).u32(count).u8(I32_OR);
    if (!fills) {
      out.u8(LOCAL_GET).u32(from).u8(I32_OR);
    }
    out.u8(I32_CONST).signed(SHIFT).u8(I32_SHR_U).u8(IF).u8(EMPTY_BLOCK_TYPE);
    out.u8(I32_CONST).signed(-1).u8(TABLE_GET).u32(table).u8(DROP).u8(END);
    out.u8(LOCAL_GET).u32(to).u8(LOCAL_GET).u32(from).u8(LOCAL_GET).u32(count);
  }

  /** The added local of that type with so many of the type before it. */
  private int local(CoreType.Val type, int position) {
    int before = 0;
    for (int i = 0; i < added.size(); i++) {
      if (added.get(i) == type && before++ == position) {
        return firstLocal + i;
      }
    }
    added.add(type);
    return firstLocal + added.size() - 1;
  }

  /**
   * Writes the function's local declarations, with the added ones behind its own.
   *
   * @param own its own declarations
   */
  void declare(WasmOutput out, WasmInput own) {
    out.u32(own.u32() + added.size()).bytes(own.bytes(), own.position(), own.end());
    added.forEach(type -> out.u32(1).u8(ValueTypes.code(type)));
  }
}
