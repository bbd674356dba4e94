package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * How parts of functions that were cut return several values. Chicory has a method make an array of
 * them, which C2 often leaves a call with as many arguments; here they are put into an array that
 * the memory keeps. Only the function that a part was cut out of calls it, and takes all values out
 * of the array before it does anything else, so one array serves all parts.
 */
final class PartResults {
  /** The most values that come back in the array: more than the outliner has a part return. */
  static final int MOST = 64;

  private static final String VALUES = "value_";
  private static final String ARRAY = "[J";
  private static final String GUEST_MEMORY = Type.getInternalName(GuestMemory.class);

  /** What putting a value into the array takes of the stack, beyond what the method's call took. */
  private static final int STACK = 5;

  private PartResults() {}

  /**
   * Adapts the returns of a function that has its final size, unless HotSpot would then leave it to
   * its interpreter.
   */
  static void adapt(MethodNode method) {
    int memory = GeneratedCode.memoryVariable(method);
    int variable = method.maxLocals;
    int size = CodeSize.of(method.instructions);
    for (AbstractInsnNode each : method.instructions.toArray()) {
      if (each instanceof MethodInsnNode call && isBoxing(call)) {
        Type[] types = Type.getArgumentTypes(call.desc);
        InsnList written = boxing(types, variable, memory);
        int growth = CodeSize.of(written) - CodeSize.of(call);
        if (types.length <= MOST
            && (size >= CodeSize.COMPILED || size + growth < CodeSize.COMPILED)) {
          method.instructions.insertBefore(call, written);
          method.instructions.remove(call);
          method.maxLocals = Math.max(method.maxLocals, variable + words(types));
          size += growth;
        }
      }
    }
    method.maxStack += STACK;
  }

  private static boolean isBoxing(MethodInsnNode call) {
    return GeneratedCode.isGenerated(call.owner) && call.name.startsWith(VALUES);
  }

  private static int words(Type[] types) {
    return Stream.of(types).mapToInt(Type::getSize).sum();
  }

  /**
   * Puts the values that are on the stack into the array.
   *
   * @param first the first of the variables in which they wait meanwhile
   */
  private static InsnList boxing(Type[] types, int first, int memory) {
    InsnList written = new InsnList();
    int variable = first + words(types);
    for (int i = types.length - 1; i >= 0; i--) {
      variable -= types[i].getSize();
      written.add(new VarInsnNode(types[i].getOpcode(ISTORE), variable));
    }
    written.add(new VarInsnNode(ALOAD, memory));
    written.add(new FieldInsnNode(GETFIELD, GUEST_MEMORY, "results", ARRAY));
    for (int i = 0; i < types.length; i++) {
      written.add(new InsnNode(DUP));
      written.add(GeneratedCode.push(i));
      written.add(new VarInsnNode(types[i].getOpcode(ILOAD), variable));
      variable += types[i].getSize();
      toLong(types[i], written);
      written.add(new InsnNode(LASTORE));
    }
    return written;
  }

  private static void toLong(Type type, InsnList written) {
    switch (type.getSort()) {
      case Type.INT -> written.add(new InsnNode(I2L));
      case Type.FLOAT -> {
        written.add(
            new MethodInsnNode(INVOKESTATIC, "java/lang/Float", "floatToRawIntBits", "(F)I"));
        written.add(new InsnNode(I2L));
      }
      case Type.DOUBLE ->
          written.add(
              new MethodInsnNode(INVOKESTATIC, "java/lang/Double", "doubleToRawLongBits", "(D)J"));
      default -> {
        // A long is one.
      }
    }
  }
}
