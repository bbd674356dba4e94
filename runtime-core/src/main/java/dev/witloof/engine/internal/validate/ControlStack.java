package dev.witloof.engine.internal.validate;

import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Opcodes;
import java.util.Arrays;

/**
 * The control stack of the validation algorithm: what is open, the function itself outermost. A
 * frame remembers how the operand stack was where it starts.
 */
final class ControlStack {
  private final OperandStack operands;
  private int[] opcodes = new int[32];
  private byte[][] params = new byte[32][];
  private byte[][] results = new byte[32][];
  private int[] enclosingBases = new int[32];
  private boolean[] enclosingPolymorphic = new boolean[32];
  private int[] opened = new int[32];
  private int depth;

  ControlStack(OperandStack operands) {
    this.operands = operands;
  }

  void reset() {
    depth = 0;
  }

  int depth() {
    return depth;
  }

  /** The opcode of the innermost frame. */
  int opcode() {
    return opcodes[depth - 1];
  }

  byte[] params() {
    return params[depth - 1];
  }

  byte[] results() {
    return results[depth - 1];
  }

  /** How many blocks the innermost frame has opened, those that are closed again included. */
  int opened() {
    return opened[depth - 1];
  }

  /** Counts a block of the innermost frame that only the rewritten module has. */
  void countOpened() {
    opened[depth - 1]++;
  }

  /** The operands that a branch to the label takes: a loop's parameters, another's results. */
  byte[] labelTypes(InstructionReader at, int label) {
    int frame = depth - 1 - label;
    if (label < 0 || frame < 0) {
      throw at.invalid("unknown label " + Integer.toUnsignedString(label));
    }
    return opcodes[frame] == Opcodes.LOOP ? params[frame] : results[frame];
  }

  /** Opens a frame whose parameters have been popped, and pushes them for its instructions. */
  void open(InstructionReader at, int opcode, byte[] parameters, byte[] resultTypes) {
    if (depth == opcodes.length) {
      grow(at);
    }
    if (depth > 0) {
      countOpened();
    }
    opened[depth] = 0;
    opcodes[depth] = opcode;
    params[depth] = parameters;
    results[depth] = resultTypes;
    enclosingBases[depth] = operands.base();
    enclosingPolymorphic[depth] = operands.isPolymorphic();
    depth++;
    operands.enter();
    operands.push(parameters);
  }

  /** Starts the second arm of an if, whose first has left its results. */
  void startElse() {
    operands.pop(results());
    operands.requireEmpty();
    opcodes[depth - 1] = Opcodes.ELSE;
    operands.enter();
    operands.push(params());
  }

  /** Closes the innermost frame; its results are pushed unless it was the function itself. */
  void close() {
    operands.pop(results());
    depth--;
    operands.leave(enclosingBases[depth], enclosingPolymorphic[depth]);
    if (depth > 0) {
      operands.push(results[depth]);
    }
  }

  private void grow(InstructionReader at) {
    if (depth == ModuleLimits.NESTING) {
      throw at.limit("blocks nested deeper than " + ModuleLimits.NESTING);
    }
    int capacity = Math.min(2 * depth, ModuleLimits.NESTING);
    opcodes = Arrays.copyOf(opcodes, capacity);
    params = Arrays.copyOf(params, capacity);
    results = Arrays.copyOf(results, capacity);
    enclosingBases = Arrays.copyOf(enclosingBases, capacity);
    enclosingPolymorphic = Arrays.copyOf(enclosingPolymorphic, capacity);
    opened = Arrays.copyOf(opened, capacity);
  }
}
