package dev.witloof.engine.internal.chicory;

import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** The most bytes that instructions become, if no jump among them is a wide one. */
final class CodeSize {
  /** Alignment in front of what a switch holds. */
  private static final int PADDING = 3;

  private CodeSize() {}

  static int of(InsnList code) {
    int size = 0;
    for (AbstractInsnNode each : code) {
      size += of(each);
    }
    return size;
  }

  static int of(AbstractInsnNode instruction) {
    CodeSizeEvaluator evaluator = new CodeSizeEvaluator(null);
    instruction.accept(evaluator);
    if (instruction instanceof LdcInsnNode) {
      return evaluator.getMaxSize();
    }
    boolean isSwitch =
        instruction instanceof TableSwitchInsnNode || instruction instanceof LookupSwitchInsnNode;
    return evaluator.getMinSize() + (isSwitch ? PADDING : 0);
  }
}
