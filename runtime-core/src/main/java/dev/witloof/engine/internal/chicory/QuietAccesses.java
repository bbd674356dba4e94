package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What the loops of one class that nothing interrupts load and store by: the comparison, and those
 * of the {@link AccessMethods} that take an array and a size. Each class has its own, because C2
 * leaves out a branch that a method has never taken, and makes one comparison of the two here as
 * long as neither has failed: so what fails in one guest costs no other one. The JDK's own
 * comparison, {@link java.util.Objects#checkIndex(int, int)}, is one for the whole JVM.
 */
final class QuietAccesses {
  private static final String CHECK = "checkBase";
  private static final String CHECK_DESCRIPTOR = "(II)J";

  private final String className;
  private final Map<String, MethodNode> methods = new LinkedHashMap<>();

  /** Those of a class. */
  QuietAccesses(String className) {
    this.className = className;
  }

  /**
   * A call that takes an unsigned base and the number of bases that are in bounds, which may be
   * negative, and returns the base or fails. It is in no class before {@link #adapt}.
   */
  static MethodInsnNode check() {
    return new MethodInsnNode(INVOKESTATIC, AccessMethods.CLASS, CHECK, CHECK_DESCRIPTOR);
  }

  /**
   * Makes a function call the methods of its class. Comes last, as it is these that others know.
   */
  void adapt(MethodNode function) {
    for (AbstractInsnNode each : function.instructions) {
      if (each instanceof MethodInsnNode call && call.owner.equals(AccessMethods.CLASS)) {
        if (call.name.equals(CHECK)) {
          call.owner = className;
          methods.computeIfAbsent(CHECK, name -> checkMethod());
        } else if (AccessMethods.isQuiet(call)) {
          call.owner = className;
          if (!methods.containsKey(call.name)) {
            add(AccessMethods.method(AccessMethods.type(call), AccessMethods.stores(call), true));
          }
        }
      }
    }
  }

  private void add(MethodNode method) {
    methods.put(method.name, method);
    adapt(method);
  }

  /** Writes the methods that functions call. */
  void accept(ClassVisitor writer) {
    methods.values().forEach(method -> method.accept(writer));
  }

  private static MethodNode checkMethod() {
    MethodNode method =
        new MethodNode(ACC_PRIVATE | ACC_STATIC, CHECK, CHECK_DESCRIPTOR, null, null);
    LabelNode outside = new LabelNode();
    InsnList code = method.instructions;
    code.add(new VarInsnNode(ILOAD, 0));
    code.add(new JumpInsnNode(IFLT, outside));
    code.add(new VarInsnNode(ILOAD, 0));
    code.add(new VarInsnNode(ILOAD, 1));
    // C2 joins the two if it knows that the bound is not negative.
    code.add(new InsnNode(ICONST_0));
    code.add(new MethodInsnNode(INVOKESTATIC, Type.getInternalName(Math.class), "max", "(II)I"));
    code.add(new JumpInsnNode(IF_ICMPGE, outside));
    code.add(new VarInsnNode(ILOAD, 0));
    AccessCode.unsigned().forEach(code::add);
    code.add(new InsnNode(LRETURN));
    code.add(outside);
    code.add(new FrameNode(F_NEW, 2, new Object[] {INTEGER, INTEGER}, 0, new Object[0]));
    String failure = Type.getDescriptor(RuntimeException.class);
    code.add(
        new MethodInsnNode(
            INVOKESTATIC, Type.getInternalName(GuestCode.class), "outside", "()" + failure));
    code.add(new InsnNode(ATHROW));
    method.maxStack = 4;
    method.maxLocals = 2;
    return method;
  }
}
