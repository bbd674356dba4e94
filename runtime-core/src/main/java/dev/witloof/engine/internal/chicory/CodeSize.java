package dev.witloof.engine.internal.chicory;

import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** The most bytes that instructions become, if no jump among them is a wide one. */
final class CodeSize {
  /** HugeMethodLimit, which no flag of a released JVM changes: larger ones are interpreted. */
  static final int COMPILED = 8_000;

  /** Bytes of a method that the JVM takes at most. */
  static final int MOST = (1 << 16) - 1;

  /** Alignment in front of what a switch holds. */
  private static final int PADDING = 3;

  private CodeSize() {}

  static int of(InsnList code) {
    CodeSizeEvaluator evaluator = new CodeSizeEvaluator(null);
    int size = 0;
    for (AbstractInsnNode each : code) {
      size += of(each, evaluator);
    }
    return size;
  }

  /** The most bytes that instructions become, if every jump is a wide one. */
  static int widest(InsnList code) {
    return evaluated(code).getMaxSize();
  }

  /** The fewest bytes that instructions become. */
  static int least(InsnList code) {
    return evaluated(code).getMinSize();
  }

  private static CodeSizeEvaluator evaluated(InsnList code) {
    CodeSizeEvaluator evaluator = new CodeSizeEvaluator(null);
    code.accept(evaluator);
    return evaluator;
  }

  static int of(AbstractInsnNode instruction) {
    return of(instruction, new CodeSizeEvaluator(null));
  }

  /** What an instruction adds to whatever was evaluated before. */
  private static int of(AbstractInsnNode instruction, CodeSizeEvaluator evaluator) {
    if (instruction.getOpcode() < 0) {
      return 0;
    }
    int least = evaluator.getMinSize();
    int most = evaluator.getMaxSize();
    instruction.accept(evaluator);
    if (instruction instanceof LdcInsnNode) {
      return evaluator.getMaxSize() - most;
    }
    boolean isSwitch =
        instruction instanceof TableSwitchInsnNode || instruction instanceof LookupSwitchInsnNode;
    return evaluator.getMinSize() - least + (isSwitch ? PADDING : 0);
  }
}
