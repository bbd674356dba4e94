package dev.witloof.engine.internal.chicory;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.witloof.engine.internal.outline.StackEffect;
import java.util.Arrays;

/**
 * How deep blocks nest in the body of a valid function, and how many operands the interpreter has
 * on its stack for it at most. What is never reached is left out.
 *
 * <p>Opcodes are numbers here, since a {@code switch} over Chicory's enum would have a class to
 * initialise: see {@link FirstUse}.
 */
final class InterpretedHeights {
  /** What takes about as long as a step of interpreted code. */
  private static final int INSTRUCTIONS_PER_STEP = 512;

  private final Instance instance;
  private int height;
  private long mostOperands;
  private int mostOpen;

  /** Operands that are left behind by branches out of blocks: see {@link #branch}. */
  private long left;

  /** For each open block: operands below it and of its parameters, results, parameters left. */
  private int[] below = new int[16];

  private int[] parameters = new int[16];
  private int[] results = new int[16];
  private int[] leaves = new int[16];
  private int open;

  private InterpretedHeights(Instance instance) {
    this.instance = instance;
  }

  /** Looks at the clock now and then, as the first call of a function waits for it. */
  static InterpretedHeights of(Instance instance, FunctionBody body) {
    InterpretedHeights heights = new InterpretedHeights(instance);
    GuestMemory clock = (GuestMemory) instance.memory(0);
    boolean dead = false;
    int skipped = 0;
    int seen = 0;
    for (AnnotatedInstruction each : body.instructions()) {
      if (++seen % INSTRUCTIONS_PER_STEP == 0) {
        clock.lookNowAndThen();
      }
      int opcode = each.opcode().opcode();
      if (dead) {
        if (skipped == 0 && (opcode == ELSE || opcode == END)) {
          dead = false;
        } else {
          skipped += opcode == BLOCK || opcode == LOOP || opcode == IF ? 1 : 0;
          skipped -= opcode == END ? 1 : 0;
          continue;
        }
      }
      heights.instruction(opcode, each);
      dead = opcode == BR || opcode == BR_TABLE || opcode == RETURN || opcode == UNREACHABLE;
    }
    return heights;
  }

  /** Blocks that are open at a time, the function not counted. */
  int mostOpen() {
    return mostOpen;
  }

  int mostOperands() {
    return (int) Math.min(Integer.MAX_VALUE / 2, mostOperands + left);
  }

  private void instruction(int opcode, AnnotatedInstruction instruction) {
    switch (opcode) {
      case BLOCK, LOOP -> open(opcode, instruction);
      case IF -> {
        height--;
        open(opcode, instruction);
      }
      case ELSE -> height = below[open - 1] + parameters[open - 1];
      case END -> close();
      case BR -> branch((int) instruction.operand(0));
      case BR_IF -> {
        height--;
        branch((int) instruction.operand(0));
      }
      case BR_TABLE -> {
        height--;
        int most = 0;
        for (int i = 0; i < instruction.operandCount(); i++) {
          most = Math.max(most, leftBy((int) instruction.operand(i)));
        }
        left += most;
      }
      case RETURN, UNREACHABLE -> {}
      case CALL -> call(instance.type(instance.functionType((int) instruction.operand(0))));
      case CALL_INDIRECT -> {
        height--;
        call(instance.type((int) instruction.operand(0)));
      }
      default -> height += StackEffect.pushes(opcode) - StackEffect.pops(opcode);
    }
    mostOperands = Math.max(mostOperands, height);
  }

  private void call(FunctionType type) {
    height += type.returns().size() - type.params().size();
  }

  private void open(int opcode, AnnotatedInstruction instruction) {
    if (open == below.length) {
      below = Arrays.copyOf(below, 2 * open);
      parameters = Arrays.copyOf(parameters, 2 * open);
      results = Arrays.copyOf(results, 2 * open);
      leaves = Arrays.copyOf(leaves, 2 * open);
    }
    int type = (int) instruction.operand(0);
    if (type == EMPTY_BLOCK_TYPE) {
      parameters[open] = 0;
      results[open] = 0;
    } else if (ValType.isValid(type)) {
      parameters[open] = 0;
      results[open] = 1;
    } else {
      parameters[open] = instance.type(type).params().size();
      results[open] = instance.type(type).returns().size();
    }
    below[open] = height - parameters[open];
    leaves[open] = opcode == LOOP ? 0 : parameters[open];
    open++;
    mostOpen = Math.max(mostOpen, open);
  }

  private void close() {
    // The last end is the function's own.
    if (open > 0) {
      open--;
      height = below[open] + results[open];
    }
  }

  /**
   * A branch. The interpreter leaves as many operands as a block has parameters when one goes to
   * the block's end; the blocks around it take them away. Few blocks have any: see {@link
   * dev.witloof.engine.internal.outline.Outliner}.
   */
  private void branch(int label) {
    left += leftBy(label);
  }

  private int leftBy(int label) {
    return label < open ? leaves[open - 1 - label] : 0;
  }
}
