package dev.witloof.engine.internal.validate;

import static dev.witloof.engine.internal.binary.Opcodes.*;
import static dev.witloof.engine.internal.binary.ValueTypes.I32;

import dev.witloof.engine.internal.binary.DecodedModule.Body;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;

/**
 * Validates function bodies by the algorithm of the core specification's appendix: one pass, an
 * operand stack and a control stack. Control, calls, constants and numeric instructions are here;
 * the others' rules are in {@link DataRules}. The methods are small, as HotSpot does not compile
 * large ones.
 *
 * <p>One validator serves all bodies of a module, one after the other. An instruction costs
 * constant time, plus a comparison or copy of as many bytes as it has operands and results; a
 * {@code br_table} costs that for each label.
 */
final class BodyValidator {
  private static final byte[] NOTHING = {};
  private static final byte[][] ONE_VALUE = oneValue();

  private final byte[] module;
  private final ModuleContext context;
  private final BodyUses uses;
  private final CodeEstimate estimate;
  private final Locals locals = new Locals();
  private final OperandStack operands;
  private final ControlStack control;
  private final DataRules data;
  private InstructionReader reader;
  private int index;

  BodyValidator(byte[] module, ModuleContext context, BodyUses uses, CodeEstimate estimate) {
    this.module = module;
    this.context = context;
    this.uses = uses;
    this.estimate = estimate;
    this.reader = new InstructionReader(new WasmInput(module, 0, 0));
    this.operands = new OperandStack(reader);
    this.control = new ControlStack(operands);
    this.data = new DataRules(context, operands, uses);
  }

  /** Validates the body of that index, imports not counted, of a function of that type. */
  void validate(Body body, int bodyIndex, int typeIndex) {
    index = bodyIndex;
    reader = new InstructionReader(body.open(module));
    operands.reset(reader);
    control.reset();
    locals.reset(context.params(typeIndex), new WasmInput(module, body.start(), body.code()));
    control.open(reader, BLOCK, NOTHING, context.results(typeIndex));
    estimate.startBody(body.locals());
    while (reader.next()) {
      if (control.depth() == 0) {
        throw reader.malformed("section size mismatch: instructions behind the function's end");
      }
      instruction(reader.opcode());
      if (operands.height() > ModuleLimits.COMPILED_OPERANDS) {
        uses.deepStacks().set(index);
      }
    }
    if (control.depth() != 0) {
      throw reader.malformed(
          "unexpected end of section or function: END opcode expected, "
              + control.depth()
              + " missing");
    }
    estimate.endBody();
  }

  private void instruction(int opcode) {
    if (opcode < CALL) {
      control(opcode);
      return;
    }
    estimate.instruction(0);
    if (opcode >= LOCAL_GET && opcode <= LOCAL_TEE) {
      local(opcode);
    } else if (NumericTypes.isNumeric(opcode)) {
      numeric(opcode);
    } else if (NumericTypes.isMemoryAccess(opcode)) {
      data.memoryAccess(reader, opcode);
    } else if (opcode >= I32_CONST && opcode <= F64_CONST) {
      // The constants' opcodes go up as the types' bytes go down.
      operands.push(I32 - (opcode - I32_CONST));
    } else {
      other(opcode);
    }
  }

  private void control(int opcode) {
    switch (opcode) {
      case NOP -> {}
      case UNREACHABLE -> operands.unreachable();
      case BLOCK, LOOP -> block(opcode);
      case IF -> {
        operands.pop(I32);
        block(opcode);
      }
      case ELSE -> startElse();
      case END -> end();
      case BR -> {
        estimate.instruction(operands.height());
        operands.pop(label(reader.first()));
        operands.unreachable();
      }
      case BR_IF -> branchIf();
      case BR_TABLE -> branchTable();
      case RETURN -> {
        estimate.instruction(0);
        operands.pop(control.labelTypes(reader, control.depth() - 1));
        operands.unreachable();
      }
      default -> throw unexpected(opcode);
    }
  }

  private void block(int opcode) {
    estimate.block(operands.height());
    if (opcode != BLOCK) {
      estimate.charge();
    }
    if (opcode == LOOP) {
      estimate.loop(control.opened());
    }
    int type = reader.blockTypeIndex();
    if (type == InstructionReader.NO_TYPE_INDEX) {
      int result = reader.valueType();
      control.open(
          reader, opcode, NOTHING, result == EMPTY_BLOCK_TYPE ? NOTHING : ONE_VALUE[result]);
    } else {
      context.type(reader, type);
      uses.blockTypes().set(type);
      int params = context.params(type).length;
      int results = context.results(type).length;
      if (opcode == LOOP ? results > 0 && params + results > 1 : params > 0) {
        uses.blocksWithParameters().set(index);
      }
      operands.pop(context.params(type));
      control.open(reader, opcode, context.params(type), context.results(type));
    }
  }

  private void startElse() {
    if (control.opcode() != IF) {
      throw reader.malformed("END opcode expected: else without an if");
    }
    control.startElse();
    estimate.charge();
  }

  private void end() {
    if (control.opcode() == IF) {
      // Without an else the parameters are the results.
      control.startElse();
    } else if (control.opcode() == LOOP
        && control.params().length > 1
        && !operands.isPolymorphic()) {
      uses.blocksWithParameters().set(index);
    }
    control.close();
  }

  /** The operands that a branch to the label takes. */
  private byte[] label(int depth) {
    byte[] types = control.labelTypes(reader, depth);
    estimate.label(depth);
    return types;
  }

  private void branchIf() {
    estimate.instruction(operands.height());
    estimate.charge();
    byte[] label = label(reader.first());
    operands.pop(I32);
    operands.pop(label);
    operands.push(label);
  }

  private void branchTable() {
    operands.pop(I32);
    int last = reader.targetCount() - 1;
    estimate.instruction(4L * last + (long) Math.min(last, control.depth()) * operands.height());
    byte[] fallback = control.labelTypes(reader, reader.target(last));
    byte[] checked = null;
    for (int i = 0; i <= last; i++) {
      byte[] label = label(reader.target(i));
      if (label == checked) {
        continue;
      } else if (label.length != fallback.length) {
        throw reader.invalid(
            "type mismatch: br_table labels of "
                + label.length
                + " and of "
                + fallback.length
                + " operands");
      }
      operands.require(label);
      checked = label;
    }
    operands.unreachable();
  }

  private void local(int opcode) {
    int type = locals.type(reader, reader.first());
    if (opcode != LOCAL_GET) {
      operands.pop(type);
    }
    if (opcode != LOCAL_SET) {
      operands.push(type);
    }
  }

  private void numeric(int opcode) {
    int operand = NumericTypes.operand(opcode);
    operands.pop(operand);
    if (NumericTypes.isBinary(opcode)) {
      operands.pop(operand);
    }
    operands.push(NumericTypes.result(opcode));
  }

  private void other(int opcode) {
    switch (opcode) {
      case CALL -> call(context.functionType(reader, reader.first()));
      case CALL_INDIRECT -> callIndirect();
      case DROP -> operands.pop();
      case SELECT -> select();
      case SELECT_TYPED -> {
        operands.pop(I32);
        operands.pop(reader.valueType());
        operands.pop(reader.valueType());
        operands.push(reader.valueType());
      }
      case TABLE_INIT, TABLE_COPY, TABLE_FILL -> {
        // The rewriter puts an if before them.
        control.countOpened();
        data.instruction(reader, opcode);
      }
      default -> data.instruction(reader, opcode);
    }
  }

  private void call(int type) {
    estimate.instruction(context.params(type).length + context.results(type).length);
    operands.pop(context.params(type));
    operands.push(context.results(type));
  }

  private void callIndirect() {
    int table = reader.second();
    int element = context.table(reader, table);
    if (element != ValueTypes.FUNCREF) {
      throw reader.invalid(
          "type mismatch: call_indirect through a table of " + ValueTypes.name(element));
    }
    int type = context.type(reader, reader.first());
    if (context.passesFuncref(type)) {
      uses.tablesCalledWithFuncref().set(table);
    }
    operands.pop(I32);
    call(type);
  }

  /** Without a type the operands must be numbers or vectors, and of one type. */
  private void select() {
    operands.pop(I32);
    int second = operands.pop();
    int first = operands.pop();
    if (ValueTypes.isReference(first) || ValueTypes.isReference(second)) {
      throw reader.invalid("type mismatch: select without a type cannot choose references");
    } else if (first != second && first != OperandStack.UNKNOWN && second != OperandStack.UNKNOWN) {
      throw reader.invalid(
          "type mismatch: select between "
              + ValueTypes.name(first)
              + " and "
              + ValueTypes.name(second));
    }
    operands.push(first == OperandStack.UNKNOWN ? second : first);
  }

  /** The reader refuses every opcode that has no rule here. */
  private static IllegalStateException unexpected(int opcode) {
    return new IllegalStateException("no rule for opcode 0x" + Integer.toHexString(opcode));
  }

  private static byte[][] oneValue() {
    byte[][] sequences = new byte[0x80][];
    for (int type = 0; type < sequences.length; type++) {
      sequences[type] = new byte[] {(byte) type};
    }
    return sequences;
  }
}
