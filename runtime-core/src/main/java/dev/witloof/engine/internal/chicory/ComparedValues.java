package dev.witloof.engine.internal.chicory;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes comparisons of integers that no branch follows as {@link ComparedValue}, unless a method
 * would grow beyond what HotSpot compiles by them.
 */
final class ComparedValues {
  /** Bytes that a method may have in any case: half of what the JVM takes. */
  private static final int LONGEST = 1 << 15;

  private ComparedValues() {}

  /** Comes after what joins comparisons with branches. */
  static void adapt(MethodNode method) {
    InsnList code = method.instructions;
    int room = -1;
    for (AbstractInsnNode each : code.toArray()) {
      if (each instanceof MethodInsnNode call && Operators.comparesIntegers(call)) {
        if (room < 0) {
          room = room(code);
          method.maxStack += ComparedValue.STACK;
        }
        if (room >= ComparedValue.LONGEST) {
          InsnList value = ComparedValue.of(Operators.name(call));
          room -= CodeSize.of(value);
          code.insertBefore(call, value);
          code.remove(call);
        }
      }
    }
  }

  private static int room(InsnList code) {
    int size = CodeSize.of(code);
    return Math.max(0, (size < CodeSize.COMPILED ? CodeSize.COMPILED : LONGEST) - size);
  }
}
