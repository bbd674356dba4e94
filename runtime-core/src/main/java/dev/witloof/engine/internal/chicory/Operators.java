package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.util.Locale;
import java.util.Map;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes operators that Chicory calls methods for as what the JVM has for them. Bytecode that gets
 * shorter leaves more of what HotSpot is ready to inline.
 */
final class Operators {
  private static final String OPERATORS =
      Type.getInternalName(com.dylibso.chicory.runtime.OpcodeImpl.class);
  private static final String GUEST_CODE = Type.getInternalName(GuestCode.class);

  /** Of {@code memoryCopy}; that between two memories has another one. */
  private static final String WITHIN_A_MEMORY =
      "(III" + Type.getDescriptor(com.dylibso.chicory.runtime.Memory.class) + ")V";

  private static final String INTEGER = Type.getInternalName(Integer.class);
  private static final String LONG = Type.getInternalName(Long.class);

  /**
   * A comparison as a branch: what to compute before, and the jump taken when it is true.
   *
   * <p>Unsigned ones flip the signs of both operands, which come to lie in the other order. C2 of
   * JDK 17 does wrong what it makes of {@code Integer.compareUnsigned} (JDK-8376400).
   */
  private record Comparison(Before before, int jump) {}

  private enum Before {
    NOTHING,
    FLIP_INTS,
    COMPARE_LONG_WITH_ZERO,
    COMPARE_LONGS,
    FLIP_LONGS,
    COMPARE_FLOATS_OR_LESS,
    COMPARE_FLOATS_OR_GREATER,
    COMPARE_DOUBLES_OR_LESS,
    COMPARE_DOUBLES_OR_GREATER
  }

  private static final Map<String, Comparison> COMPARISONS =
      Map.ofEntries(
          Map.entry("I32_EQZ", new Comparison(Before.NOTHING, IFEQ)),
          Map.entry("I32_EQ", new Comparison(Before.NOTHING, IF_ICMPEQ)),
          Map.entry("I32_NE", new Comparison(Before.NOTHING, IF_ICMPNE)),
          Map.entry("I32_LT_S", new Comparison(Before.NOTHING, IF_ICMPLT)),
          Map.entry("I32_GT_S", new Comparison(Before.NOTHING, IF_ICMPGT)),
          Map.entry("I32_LE_S", new Comparison(Before.NOTHING, IF_ICMPLE)),
          Map.entry("I32_GE_S", new Comparison(Before.NOTHING, IF_ICMPGE)),
          Map.entry("I32_LT_U", new Comparison(Before.FLIP_INTS, IF_ICMPGT)),
          Map.entry("I32_GT_U", new Comparison(Before.FLIP_INTS, IF_ICMPLT)),
          Map.entry("I32_LE_U", new Comparison(Before.FLIP_INTS, IF_ICMPGE)),
          Map.entry("I32_GE_U", new Comparison(Before.FLIP_INTS, IF_ICMPLE)),
          Map.entry("I64_EQZ", new Comparison(Before.COMPARE_LONG_WITH_ZERO, IFEQ)),
          Map.entry("I64_EQ", new Comparison(Before.COMPARE_LONGS, IFEQ)),
          Map.entry("I64_NE", new Comparison(Before.COMPARE_LONGS, IFNE)),
          Map.entry("I64_LT_S", new Comparison(Before.COMPARE_LONGS, IFLT)),
          Map.entry("I64_GT_S", new Comparison(Before.COMPARE_LONGS, IFGT)),
          Map.entry("I64_LE_S", new Comparison(Before.COMPARE_LONGS, IFLE)),
          Map.entry("I64_GE_S", new Comparison(Before.COMPARE_LONGS, IFGE)),
          Map.entry("I64_LT_U", new Comparison(Before.FLIP_LONGS, IFGT)),
          Map.entry("I64_GT_U", new Comparison(Before.FLIP_LONGS, IFLT)),
          Map.entry("I64_LE_U", new Comparison(Before.FLIP_LONGS, IFGE)),
          Map.entry("I64_GE_U", new Comparison(Before.FLIP_LONGS, IFLE)),
          Map.entry("F32_EQ", new Comparison(Before.COMPARE_FLOATS_OR_LESS, IFEQ)),
          Map.entry("F32_NE", new Comparison(Before.COMPARE_FLOATS_OR_LESS, IFNE)),
          Map.entry("F32_LT", new Comparison(Before.COMPARE_FLOATS_OR_GREATER, IFLT)),
          Map.entry("F32_GT", new Comparison(Before.COMPARE_FLOATS_OR_LESS, IFGT)),
          Map.entry("F32_LE", new Comparison(Before.COMPARE_FLOATS_OR_GREATER, IFLE)),
          Map.entry("F32_GE", new Comparison(Before.COMPARE_FLOATS_OR_LESS, IFGE)),
          Map.entry("F64_EQ", new Comparison(Before.COMPARE_DOUBLES_OR_LESS, IFEQ)),
          Map.entry("F64_NE", new Comparison(Before.COMPARE_DOUBLES_OR_LESS, IFNE)),
          Map.entry("F64_LT", new Comparison(Before.COMPARE_DOUBLES_OR_GREATER, IFLT)),
          Map.entry("F64_GT", new Comparison(Before.COMPARE_DOUBLES_OR_LESS, IFGT)),
          Map.entry("F64_LE", new Comparison(Before.COMPARE_DOUBLES_OR_GREATER, IFLE)),
          Map.entry("F64_GE", new Comparison(Before.COMPARE_DOUBLES_OR_LESS, IFGE)));

  private Operators() {}

  /** Whether a call, as Chicory writes it, compares integers. */
  static boolean comparesIntegers(MethodInsnNode call) {
    String name = name(call);
    return call.owner.equals(OPERATORS) && name.startsWith("I") && COMPARISONS.containsKey(name);
  }

  /** The name of the operator that a call stands for, as {@code I32_LT_S}. */
  static String name(MethodInsnNode call) {
    return call.name.toUpperCase(Locale.ROOT);
  }

  /** Goes backwards, so that a negation is part of the branch when what it negates is looked at. */
  static void adapt(MethodNode method) {
    InsnList code = method.instructions;
    for (AbstractInsnNode each = code.getLast(), previous; each != null; each = previous) {
      previous = each.getPrevious();
      if (each instanceof MethodInsnNode call
          && (call.owner.equals(OPERATORS) || GeneratedCode.isHelper(call.owner))) {
        adapt(code, call);
      } else if (each.getOpcode() == IOR && previous.getOpcode() == ICONST_0) {
        // What the rewriter puts behind products, for the interpreter.
        AbstractInsnNode zero = previous;
        previous = zero.getPrevious();
        code.remove(zero);
        code.remove(each);
      }
    }
    method.maxStack += 4;
  }

  private static void adapt(InsnList code, MethodInsnNode call) {
    Comparison comparison = COMPARISONS.get(name(call));
    if (comparison != null) {
      branch(code, call, comparison);
      return;
    }
    switch (call.name) {
      case "tableInit", "memoryFill" -> replaceBy(call, GUEST_CODE, call.name);
      case "memoryCopy" -> {
        if (call.desc.equals(WITHIN_A_MEMORY)) {
          replaceBy(call, GUEST_CODE, call.name);
        }
      }
      case "I64_TRUNC_SAT_F64_U" -> replaceBy(call, GUEST_CODE, "saturatedUnsigned");
      case "I64_TRUNC_SAT_F32_U" -> {
        code.insertBefore(call, new InsnNode(F2D));
        replaceBy(call, GUEST_CODE, "saturatedUnsigned");
        call.desc = "(D)J";
      }
      case "I64_EXTEND_I32_U" -> {
        code.insertBefore(call, new InsnNode(I2L));
        code.insertBefore(call, new LdcInsnNode(0xffff_ffffL));
        code.set(call, new InsnNode(LAND));
      }
      case "I64_DIV_U" -> replaceBy(call, GUEST_CODE, "divideUnsigned");
      case "I64_REM_U" -> replaceBy(call, GUEST_CODE, "remainderUnsigned");
      case "I32_ROTL" -> rotateInt(code, call, ISHL, IUSHR, "rotateLeft");
      case "I32_ROTR" -> rotateInt(code, call, IUSHR, ISHL, "rotateRight");
      case "I64_ROTL" -> rotateLong(code, call, LSHL, LUSHR, "rotateLeft");
      case "I64_ROTR" -> rotateLong(code, call, LUSHR, LSHL, "rotateRight");
      default -> {}
    }
  }

  private static void replaceBy(MethodInsnNode call, String owner, String name) {
    call.owner = owner;
    call.name = name;
  }

  /**
   * Rotates by a constant are written out: of what calls a large method has, intrinsics included,
   * C2 leaves some. It makes a rotation of two shifts, too.
   */
  private static void rotateInt(
      InsnList code, MethodInsnNode call, int shift, int shiftBack, String name) {
    AbstractInsnNode amount = call.getPrevious();
    if (!GeneratedCode.isInt(amount)) {
      replaceBy(call, INTEGER, name);
      return;
    }
    code.insertBefore(amount, new InsnNode(DUP));
    code.insertBefore(call, new InsnNode(shift));
    code.insertBefore(call, new InsnNode(SWAP));
    code.insertBefore(call, GeneratedCode.push(-GeneratedCode.intOf(amount) & Integer.SIZE - 1));
    code.insertBefore(call, new InsnNode(shiftBack));
    code.set(call, new InsnNode(IOR));
  }

  private static void rotateLong(
      InsnList code, MethodInsnNode call, int shift, int shiftBack, String name) {
    AbstractInsnNode amount = call.getPrevious();
    code.insertBefore(call, new InsnNode(L2I));
    if (!GeneratedCode.isLong(amount)) {
      replaceBy(call, LONG, name);
      call.desc = "(JI)J";
      return;
    }
    code.insertBefore(amount, new InsnNode(DUP2));
    code.insertBefore(call, new InsnNode(shift));
    code.insertBefore(call, new InsnNode(DUP2_X2));
    code.insertBefore(call, new InsnNode(POP2));
    int back = (int) -GeneratedCode.longOf(amount) & Long.SIZE - 1;
    code.insertBefore(call, GeneratedCode.push(back));
    code.insertBefore(call, new InsnNode(shiftBack));
    code.set(call, new InsnNode(LOR));
  }

  /** Joins a comparison with the branch that follows it, if one does. */
  private static void branch(InsnList code, MethodInsnNode call, Comparison comparison) {
    if (call.getNext() instanceof JumpInsnNode jump
        && (jump.getOpcode() == IFNE || jump.getOpcode() == IFEQ)) {
      code.insertBefore(call, before(comparison.before()));
      code.remove(call);
      boolean whenTrue = jump.getOpcode() == IFNE;
      jump.setOpcode(whenTrue ? comparison.jump() : opposite(comparison.jump()));
    }
  }

  private static InsnList before(Before before) {
    InsnList code = new InsnList();
    switch (before) {
      case NOTHING -> {}
      case FLIP_INTS -> {
        code.add(new LdcInsnNode(Integer.MIN_VALUE));
        code.add(new InsnNode(IXOR));
        code.add(new InsnNode(SWAP));
        code.add(new LdcInsnNode(Integer.MIN_VALUE));
        code.add(new InsnNode(IXOR));
      }
      case COMPARE_LONG_WITH_ZERO -> {
        code.add(new InsnNode(LCONST_0));
        code.add(new InsnNode(LCMP));
      }
      case COMPARE_LONGS -> code.add(new InsnNode(LCMP));
      case FLIP_LONGS -> {
        code.add(new LdcInsnNode(Long.MIN_VALUE));
        code.add(new InsnNode(LXOR));
        code.add(new InsnNode(DUP2_X2));
        code.add(new InsnNode(POP2));
        code.add(new LdcInsnNode(Long.MIN_VALUE));
        code.add(new InsnNode(LXOR));
        code.add(new InsnNode(LCMP));
      }
      case COMPARE_FLOATS_OR_LESS -> code.add(new InsnNode(FCMPL));
      case COMPARE_FLOATS_OR_GREATER -> code.add(new InsnNode(FCMPG));
      case COMPARE_DOUBLES_OR_LESS -> code.add(new InsnNode(DCMPL));
      case COMPARE_DOUBLES_OR_GREATER -> code.add(new InsnNode(DCMPG));
    }
    return code;
  }

  /** The jump that is taken exactly when another is not: opcodes come in pairs, odd and even. */
  private static int opposite(int jump) {
    return (jump + 1 ^ 1) - 1;
  }
}
