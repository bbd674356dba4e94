package dev.witloof.engine.internal.validate;

import static dev.witloof.engine.internal.binary.Opcodes.*;
import static dev.witloof.engine.internal.binary.ValueTypes.I32;

import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;

/**
 * Validates constant expressions (core specification, 3.4.12, which has taken in extended-const) of
 * one section, one after the other.
 */
final class ConstantExpressions {
  private final ModuleContext context;
  private final WasmInput in;
  private final InstructionReader reader;
  private final OperandStack operands;

  /** Expressions are read where {@code in} is. */
  ConstantExpressions(ModuleContext context, WasmInput in) {
    this.context = context;
    this.in = in;
    this.reader = new InstructionReader(in);
    this.operands = new OperandStack(reader);
  }

  /**
   * Reads one expression.
   *
   * @param type that its value must have
   * @param globals how many of the first globals it may read
   */
  void validate(int type, int globals) {
    operands.reset(reader);
    int start = in.position();
    while (reader.next()) {
      if (reader.end() - start > ModuleLimits.CONSTANT_EXPRESSION_BYTES) {
        throw reader.limit(
            "constant expression of more than "
                + ModuleLimits.CONSTANT_EXPRESSION_BYTES
                + " bytes");
      } else if (reader.opcode() == END) {
        operands.pop(type);
        operands.requireEmpty();
        return;
      }
      instruction(reader.opcode(), globals);
    }
    throw reader.malformed("unexpected end of section or function: END opcode expected");
  }

  private void instruction(int opcode, int globals) {
    switch (opcode) {
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST -> operands.push(I32 - (opcode - I32_CONST));
      case REF_NULL -> operands.push(reader.valueType());
      case REF_FUNC -> {
        context.requireFunction(reader, reader.first());
        context.declareReference(reader.first());
        operands.push(ValueTypes.FUNCREF);
      }
      case GLOBAL_GET -> operands.push(global(globals));
      // Addition, subtraction and multiplication of i32 and i64.
      case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> {
        int type = NumericTypes.operand(opcode);
        operands.pop(type);
        operands.pop(type);
        operands.push(type);
      }
      default ->
          throw reader.invalid(
              "constant expression required: opcode 0x"
                  + Integer.toHexString(opcode)
                  + " is not constant");
    }
  }

  private int global(int visible) {
    int index = reader.first();
    int type = context.global(reader, index);
    if (index >= visible) {
      throw reader.invalid("unknown global " + index + ": it is defined later");
    } else if (context.isMutable(index)) {
      throw reader.invalid("constant expression required: global " + index + " is mutable");
    }
    return type;
  }
}
