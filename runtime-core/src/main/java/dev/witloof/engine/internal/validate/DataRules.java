package dev.witloof.engine.internal.validate;

import static dev.witloof.engine.internal.binary.Opcodes.*;
import static dev.witloof.engine.internal.binary.ValueTypes.FUNCREF;
import static dev.witloof.engine.internal.binary.ValueTypes.I32;

import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ValueTypes;

/**
 * The rules of instructions on globals, tables, memories and references (core specification, 3.4.3
 * to 3.4.6).
 */
final class DataRules {
  private final ModuleContext context;
  private final OperandStack operands;
  private final BodyUses uses;

  DataRules(ModuleContext context, OperandStack operands, BodyUses uses) {
    this.context = context;
    this.operands = operands;
    this.uses = uses;
  }

  /** Loads and stores. */
  void memoryAccess(InstructionReader reader, int opcode) {
    context.requireMemory(reader, reader.memory());
    if (Integer.compareUnsigned(reader.first(), NumericTypes.naturalAlignment(opcode)) > 0) {
      throw reader.invalid("alignment must not be larger than natural");
    } else if (reader.offset() >>> 32 != 0) {
      throw reader.invalid("offset out of range: it must be less than 2^32");
    }
    int result = NumericTypes.result(opcode);
    if (result == 0) {
      operands.pop(NumericTypes.operand(opcode));
      operands.pop(I32);
    } else {
      operands.pop(I32);
      operands.push(result);
    }
  }

  /** The instructions that the reader knows and {@link BodyValidator} does not treat. */
  void instruction(InstructionReader reader, int opcode) {
    switch (opcode) {
      case GLOBAL_GET -> operands.push(context.global(reader, reader.first()));
      case GLOBAL_SET -> globalSet(reader);
      case MEMORY_SIZE -> {
        context.requireMemory(reader, reader.memory());
        operands.push(I32);
      }
      case MEMORY_GROW -> {
        context.requireMemory(reader, reader.memory());
        operands.pop(I32);
        operands.push(I32);
      }
      case REF_NULL -> operands.push(reader.valueType());
      case REF_IS_NULL -> refIsNull(reader);
      case REF_FUNC -> {
        context.requireDeclared(reader, reader.first());
        operands.push(FUNCREF);
      }
      case TABLE_GET -> {
        int element = context.table(reader, reader.first());
        uses.tablesRead().set(reader.first());
        operands.pop(I32);
        operands.push(element);
      }
      case TABLE_SET -> {
        operands.pop(context.table(reader, reader.first()));
        operands.pop(I32);
      }
      default -> prefixed(reader, opcode);
    }
  }

  private void globalSet(InstructionReader reader) {
    int type = context.global(reader, reader.first());
    if (!context.isMutable(reader.first())) {
      throw reader.invalid("immutable global " + reader.first() + " cannot be set");
    }
    operands.pop(type);
  }

  private void refIsNull(InstructionReader reader) {
    int type = operands.pop();
    if (type != OperandStack.UNKNOWN && !ValueTypes.isReference(type)) {
      throw reader.invalid("type mismatch: expected a reference, found " + ValueTypes.name(type));
    }
    operands.push(I32);
  }

  private void prefixed(InstructionReader reader, int opcode) {
    if (opcode <= LAST_SATURATING) {
      operands.pop(NumericTypes.saturatingOperand(opcode));
      operands.push(NumericTypes.saturatingResult(opcode));
    } else if (opcode <= MEMORY_FILL) {
      bulkMemory(reader, opcode);
    } else {
      bulkTable(reader, opcode);
    }
  }

  private void bulkMemory(InstructionReader reader, int opcode) {
    if (opcode == DATA_DROP) {
      context.requireDataSegment(reader, reader.first());
      return;
    }
    context.requireMemory(reader, reader.memory());
    if (opcode == MEMORY_INIT) {
      context.requireDataSegment(reader, reader.first());
    } else if (opcode == MEMORY_COPY) {
      context.requireMemory(reader, reader.second());
    }
    popThree(I32);
  }

  private void bulkTable(InstructionReader reader, int opcode) {
    int first = reader.first();
    switch (opcode) {
      case TABLE_INIT -> {
        int table = context.table(reader, reader.second());
        requireSame(reader, table, context.elementSegment(reader, first));
        popThree(I32);
      }
      case ELEM_DROP -> context.elementSegment(reader, first);
      case TABLE_COPY -> {
        int target = context.table(reader, first);
        requireSame(reader, target, context.table(reader, reader.second()));
        popThree(I32);
      }
      case TABLE_GROW -> {
        operands.pop(I32);
        operands.pop(context.table(reader, first));
        operands.push(I32);
      }
      case TABLE_SIZE -> {
        context.table(reader, first);
        operands.push(I32);
      }
      case TABLE_FILL -> popThree(context.table(reader, first));
      default ->
          throw new IllegalStateException("no rule for opcode 0x" + Integer.toHexString(opcode));
    }
  }

  /** The operands of bulk instructions: two numbers, and what is between them. */
  private void popThree(int middle) {
    operands.pop(I32);
    operands.pop(middle);
    operands.pop(I32);
  }

  private static void requireSame(InstructionReader reader, int table, int source) {
    if (table != source) {
      throw reader.invalid(
          "type mismatch: "
              + ValueTypes.name(source)
              + " elements for a table of "
              + ValueTypes.name(table));
    }
  }
}
