package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Func;
import dev.witloof.engine.CoreType.Val;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Valid function bodies by choice. It keeps the types on the operand stack and pushes constants
 * where an instruction wants what is not there. Integers only, as the bits of a NaN are not
 * determined.
 */
final class BodyGenerator {
  private static final int INSTRUCTIONS = 60;
  private static final int DEPTH = 5;
  private static final int LOCALS = 2;
  private static final List<Val> NUMBERS = List.of(Val.I32, Val.I64);

  /** What every generated module has around the function. */
  record Surroundings(List<Func> types, List<Integer> functions, int globalsOfEachType) {}

  /** {@code base} is the height of the stack where the block begins. */
  private record Label(List<Val> branch, List<Val> end, int base) {}

  private final Choices choices;
  private final Surroundings module;
  private final Func type;
  private final WasmWriter out = new WasmWriter();
  private final List<Val> stack = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private int left = INSTRUCTIONS;

  private BodyGenerator(Choices choices, Surroundings module, Func type) {
    this.choices = choices;
    this.module = module;
    this.type = type;
  }

  /** The body with its locals and its end. */
  static WasmWriter body(Choices choices, Surroundings module, Func type) {
    BodyGenerator body = new BodyGenerator(choices, module, type);
    body.out.u8(NUMBERS.size());
    NUMBERS.forEach(number -> body.out.u8(LOCALS, code(number)));
    body.labels.add(new Label(type.results(), type.results(), 0));
    body.instructions();
    return body.out;
  }

  static int code(Val type) {
    return type == Val.I32 ? 0x7f : 0x7e;
  }

  /** Up to the end of the innermost block. */
  private void instructions() {
    boolean reachable = true;
    while (reachable && left-- > 0 && !choices.ended()) {
      int kind = choices.below(16);
      if (kind == 15) {
        break;
      }
      reachable = instruction(kind);
    }
    Label label = labels.remove(labels.size() - 1);
    if (reachable) {
      settle(label.end, label.base);
    }
    out.u8(0x0b);
    shrink(label.base);
    stack.addAll(label.end);
  }

  /** Whether what follows can be reached. */
  private boolean instruction(int kind) {
    switch (kind) {
      case 0 -> constant(choices.flip() ? Val.I32 : Val.I64);
      case 1, 2 -> local();
      case 3, 4 -> arithmetic();
      case 5 -> comparison();
      case 6 -> memoryAccess();
      case 7 -> bulk();
      case 8 -> global();
      case 9 -> call();
      case 10, 11 -> block();
      case 12 -> branchIf();
      case 13 -> select();
      default -> {
        return leave();
      }
    }
    return true;
  }

  private void constant(Val wanted) {
    if (wanted == Val.I32) {
      out.u8(0x41).signed((int) number());
    } else {
      out.u8(0x42).signed(number());
    }
    stack.add(wanted);
  }

  private long number() {
    return switch (choices.below(3)) {
      case 0 -> choices.bits(1);
      case 1 -> -choices.bits(1);
      default -> choices.bits(8);
    };
  }

  /** Makes the top of the stack these types. */
  private void need(Val... types) {
    int height = stack.size() - types.length;
    boolean there =
        height >= labels.get(labels.size() - 1).base
            && stack.subList(height, stack.size()).equals(List.of(types));
    if (!there) {
      for (Val wanted : types) {
        constant(wanted);
      }
    }
    shrink(stack.size() - types.length);
  }

  private void shrink(int height) {
    stack.subList(height, stack.size()).clear();
  }

  /** Drops what is above the base, unless it is just what is wanted there. */
  private void settle(List<Val> wanted, int base) {
    if (!stack.subList(base, stack.size()).equals(wanted)) {
      for (int i = stack.size(); i > base; i--) {
        out.u8(0x1a);
      }
      shrink(base);
      wanted.forEach(this::constant);
    }
  }

  private void local() {
    List<Val> all = new ArrayList<>(type.params());
    NUMBERS.forEach(number -> all.addAll(Collections.nCopies(LOCALS, number)));
    int index = choices.below(all.size());
    Val local = all.get(index);
    switch (choices.below(3)) {
      case 0 -> {
        out.u8(0x20).u32(index);
        stack.add(local);
      }
      case 1 -> {
        need(local);
        out.u8(0x21).u32(index);
      }
      default -> {
        need(local);
        out.u8(0x22).u32(index);
        stack.add(local);
      }
    }
  }

  private void arithmetic() {
    boolean narrow = choices.flip();
    Val number = narrow ? Val.I32 : Val.I64;
    int operation = choices.below(20);
    if (operation < 15) {
      need(number, number);
      out.u8((narrow ? 0x6a : 0x7c) + operation);
      stack.add(number);
    } else if (operation < 18) {
      need(number);
      out.u8((narrow ? 0x67 : 0x79) + operation - 15);
      stack.add(number);
    } else {
      need(number);
      out.u8(narrow ? 0xac + operation - 18 : 0xa7);
      stack.add(narrow ? Val.I64 : Val.I32);
    }
  }

  private void comparison() {
    boolean narrow = choices.flip();
    Val number = narrow ? Val.I32 : Val.I64;
    int operation = choices.below(11);
    if (operation == 10) {
      need(number);
      out.u8(narrow ? 0x45 : 0x50);
    } else {
      need(number, number);
      out.u8((narrow ? 0x46 : 0x51) + operation);
    }
    stack.add(Val.I32);
  }

  private void memoryAccess() {
    boolean narrow = choices.flip();
    Val number = narrow ? Val.I32 : Val.I64;
    boolean load = choices.flip();
    int offset = (int) choices.bits(2);
    int operation;
    if (load) {
      need(Val.I32);
      int variant = choices.below(narrow ? 5 : 7);
      operation = variant == 0 ? (narrow ? 0x28 : 0x29) : (narrow ? 0x2b : 0x2f) + variant;
      stack.add(number);
    } else {
      need(Val.I32, number);
      int variant = choices.below(narrow ? 3 : 4);
      operation = variant == 0 ? (narrow ? 0x36 : 0x37) : (narrow ? 0x39 : 0x3b) + variant;
    }
    out.u8(operation, 0).u32(offset);
  }

  private void bulk() {
    switch (choices.below(6)) {
      case 0 -> {
        out.u8(0x3f, 0);
        stack.add(Val.I32);
      }
      case 1 -> {
        need(Val.I32);
        out.u8(0x40, 0);
        stack.add(Val.I32);
      }
      case 2 -> {
        need(Val.I32, Val.I32, Val.I32);
        out.u8(0xfc, 10, 0, 0);
      }
      case 3 -> {
        need(Val.I32, Val.I32, Val.I32);
        out.u8(0xfc, 11, 0);
      }
      case 4 -> {
        out.u8(0xfc, 16, 0);
        stack.add(Val.I32);
      }
      default -> {
        need(Val.I32, Val.I32, Val.I32);
        out.u8(0xfc, 14, 0, 0);
      }
    }
  }

  private void global() {
    int index = choices.below(NUMBERS.size() * module.globalsOfEachType);
    Val number = NUMBERS.get(index / module.globalsOfEachType);
    if (choices.flip()) {
      need(number);
      out.u8(0x24).u32(index);
    } else {
      out.u8(0x23).u32(index);
      stack.add(number);
    }
  }

  private void call() {
    boolean indirect = choices.flip();
    int index = choices.below(indirect ? module.types.size() : module.functions.size());
    Func callee = module.types.get(indirect ? index : module.functions.get(index));
    List<Val> operands = new ArrayList<>(callee.params());
    if (indirect) {
      operands.add(Val.I32);
    }
    need(operands.toArray(new Val[0]));
    if (indirect) {
      out.u8(0x11).u32(index).u8(0);
    } else {
      out.u8(0x10).u32(index);
    }
    stack.addAll(callee.results());
  }

  private void block() {
    if (labels.size() > DEPTH) {
      return;
    }
    int index = choices.below(module.types.size());
    Func block = module.types.get(index);
    int opcode = 2 + choices.below(3);
    List<Val> operands = new ArrayList<>(block.params());
    if (opcode == 4) {
      operands.add(Val.I32);
    }
    need(operands.toArray(new Val[0]));
    int base = stack.size();
    stack.addAll(block.params());
    out.u8(opcode).signed(index);
    List<Val> branch = opcode == 3 ? block.params() : block.results();
    labels.add(new Label(branch, block.results(), base));
    if (opcode == 4) {
      otherwise(block, base);
    }
    instructions();
  }

  /** The first arm of an {@code if}, as short as it can be, and {@code else}. */
  private void otherwise(Func block, int base) {
    if (choices.flip()) {
      local();
    }
    settle(block.results(), base);
    out.u8(0x05);
    shrink(base);
    stack.addAll(block.params());
  }

  private int label() {
    return choices.below(labels.size());
  }

  private List<Val> branchTypes(int label) {
    return labels.get(labels.size() - 1 - label).branch;
  }

  private void branchIf() {
    int label = label();
    List<Val> operands = new ArrayList<>(branchTypes(label));
    operands.add(Val.I32);
    need(operands.toArray(new Val[0]));
    out.u8(0x0d).u32(label);
    stack.addAll(branchTypes(label));
  }

  private void select() {
    Val number = choices.flip() ? Val.I32 : Val.I64;
    need(number, number, Val.I32);
    out.u8(0x1b);
    stack.add(number);
  }

  /** An instruction after which nothing is reached, or {@code drop}. */
  private boolean leave() {
    int label = label();
    switch (choices.below(6)) {
      case 0 -> {
        need(branchTypes(label).toArray(new Val[0]));
        out.u8(0x0c).u32(label);
      }
      case 1 -> {
        List<Val> operands = new ArrayList<>(branchTypes(label));
        operands.add(Val.I32);
        need(operands.toArray(new Val[0]));
        out.u8(0x0e, 1).u32(label).u32(label);
      }
      case 2 -> {
        need(type.results().toArray(new Val[0]));
        out.u8(0x0f);
      }
      case 3 -> out.u8(0x00);
      default -> {
        need(Val.I32);
        out.u8(0x1a);
        return true;
      }
    }
    return false;
  }
}
