package dev.witloof.engine.internal.chicory;

import java.util.Locale;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes comparisons of integers that no branch follows as {@link ComparedValue}, unless a method
 * would grow beyond what HotSpot compiles by them.
 */
final class ComparedValues {
  private static final String OPERATORS =
      Type.getInternalName(com.dylibso.chicory.runtime.OpcodeImpl.class);

  /** Bytes that a method may have in any case: half of what the JVM takes. */
  private static final int LONGEST = 1 << 15;

  private static final Set<String> NAMES =
      Set.of(
          "I32_EQZ",
          "I32_EQ",
          "I32_NE",
          "I32_LT_S",
          "I32_GT_S",
          "I32_LE_S",
          "I32_GE_S",
          "I32_LT_U",
          "I32_GT_U",
          "I32_LE_U",
          "I32_GE_U",
          "I64_EQZ",
          "I64_EQ",
          "I64_NE",
          "I64_LT_S",
          "I64_GT_S",
          "I64_LE_S",
          "I64_GE_S",
          "I64_LT_U",
          "I64_GT_U",
          "I64_LE_U",
          "I64_GE_U");

  private ComparedValues() {}

  /** Comes after what joins comparisons with branches. */
  static void adapt(MethodNode method) {
    InsnList code = method.instructions;
    int room = -1;
    for (AbstractInsnNode each : code.toArray()) {
      if (each instanceof MethodInsnNode call && isComparison(call)) {
        if (room < 0) {
          room = room(code);
          method.maxStack += ComparedValue.STACK;
        }
        if (room >= ComparedValue.LONGEST) {
          InsnList value = ComparedValue.of(name(call));
          room -= CodeSize.of(value);
          code.insertBefore(call, value);
          code.remove(call);
        }
      }
    }
  }

  private static boolean isComparison(MethodInsnNode call) {
    return call.owner.equals(OPERATORS) && NAMES.contains(name(call));
  }

  private static String name(MethodInsnNode call) {
    return call.name.toUpperCase(Locale.ROOT);
  }

  private static int room(InsnList code) {
    int size = CodeSize.of(code);
    return Math.max(0, (size < CodeSize.COMPILED ? CodeSize.COMPILED : LONGEST) - size);
  }
}
