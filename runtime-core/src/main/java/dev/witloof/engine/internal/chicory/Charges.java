package dev.witloof.engine.internal.chicory;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Tells the rewriter's charges from the other instructions of a function.
 *
 * @param memory the variable that holds the function's memory
 */
record Charges(int memory) {
  /**
   * What is more is paid at once, by the growth that it looks like. Charges are added up in an int,
   * and a guest can write what looks like one: as many as a method's 64 KiB of code hold must not
   * overflow it.
   */
  private static final int MOST_CHARGED = Short.MAX_VALUE;

  /** Whether a charge starts at an instruction: a constant, the memory, growth, and pop. */
  boolean startAt(AbstractInsnNode instruction) {
    if (!GeneratedCode.isInt(instruction)) {
      return false;
    }
    int growth = GeneratedCode.intOf(instruction);
    return growth < 0
        && growth >= -MOST_CHARGED
        && instruction.getNext() instanceof VarInsnNode load
        && load.var == memory
        && GeneratedCode.isGrowth(load.getNext())
        && load.getNext().getNext().getOpcode() == Opcodes.POP;
  }

  /** The units of the charge that starts at an instruction. */
  int units(AbstractInsnNode start) {
    return -GeneratedCode.intOf(start);
  }

  /** Whether an instruction runs other code, or grows a memory. */
  boolean isCall(AbstractInsnNode instruction) {
    return GeneratedCode.isGuestCall(instruction)
        || GeneratedCode.isGrowth(instruction) && !startAt(instruction.getPrevious().getPrevious());
  }
}
