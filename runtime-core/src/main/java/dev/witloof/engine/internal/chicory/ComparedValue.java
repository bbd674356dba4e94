package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A comparison of integers whose result is a value, 1 or 0, computed without a branch: the sign of
 * a difference that cannot overflow. Compilers of guests compare so where they do not know which
 * way it will go, as in sorting, and a JVM would guess, by a profile that all guests share.
 */
final class ComparedValue {
  /** Bytes that one is written as, at most. */
  static final int LONGEST = 24;

  /** What a stack needs beyond the operands, in words. */
  static final int STACK = 4;

  private static final String GUEST_CODE = Type.getInternalName(GuestCode.class);
  private static final long LOW_HALF = 0xffff_ffffL;

  private final String operator;
  private final boolean unsigned;
  private final InsnList code = new InsnList();

  private ComparedValue(String name) {
    operator = name.substring("i32_".length(), "i32_".length() + 2);
    unsigned = name.endsWith("_U");
  }

  /**
   * What takes the place of a comparison.
   *
   * @param name of the operator, as {@code I32_LT_S}: of integers
   */
  static InsnList of(String name) {
    ComparedValue value = new ComparedValue(name);
    if (name.startsWith("I32")) {
      value.writeInts(name.endsWith("Z"));
    } else {
      value.writeLongs(name.endsWith("Z"));
    }
    return value.code;
  }

  private void writeInts(boolean withZero) {
    switch (operator) {
      case "EQ", "NE" -> {
        if (!withZero) {
          add(IXOR);
        }
        code.add(wide(true));
        if (operator.equals("EQ")) {
          add(LCONST_1, LSUB);
        } else {
          add(LNEG);
        }
        code.add(signOfLong());
      }
      // The operands come to lie in the other order as they become longs.
      case "LT", "GE" -> {
        add(SWAP);
        code.add(difference());
      }
      default -> code.add(difference());
    }
    if (operator.equals("LE") || operator.equals("GE")) {
      add(ICONST_1, IXOR);
    }
  }

  private InsnList difference() {
    InsnList list = wide(unsigned);
    list.add(new InsnNode(DUP2_X1));
    list.add(new InsnNode(POP2));
    list.add(wide(unsigned));
    list.add(new InsnNode(LSUB));
    list.add(signOfLong());
    return list;
  }

  private static InsnList wide(boolean unsigned) {
    InsnList list = new InsnList();
    list.add(new InsnNode(I2L));
    if (unsigned) {
      list.add(new LdcInsnNode(LOW_HALF));
      list.add(new InsnNode(LAND));
    }
    return list;
  }

  private static InsnList signOfLong() {
    InsnList list = new InsnList();
    list.add(new IntInsnNode(BIPUSH, Long.SIZE - 1));
    list.add(new InsnNode(LUSHR));
    list.add(new InsnNode(L2I));
    return list;
  }

  private void writeLongs(boolean withZero) {
    if (withZero) {
      add(LCONST_0);
    }
    switch (operator) {
      case "EQ", "NE" -> call("equal");
      case "LT", "GE" -> call(unsigned ? "lessUnsigned" : "less");
      default -> {
        add(DUP2_X2, POP2);
        call(unsigned ? "lessUnsigned" : "less");
      }
    }
    // NE, LE and GE.
    if (operator.endsWith("E")) {
      add(ICONST_1, IXOR);
    }
  }

  private void call(String name) {
    code.add(new MethodInsnNode(INVOKESTATIC, GUEST_CODE, name, "(JJ)I", false));
  }

  private void add(int... opcodes) {
    for (int opcode : opcodes) {
      code.add(new InsnNode(opcode));
    }
  }
}
