package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import com.dylibso.chicory.runtime.Instance;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Has the methods that call a function by its number ask the host for imported ones, as Chicory
 * would write them if it were told which those are: {@link ModuleParser#parseDeclarations}.
 */
final class HostCalls {
  private static final String CALL = "callHostFunction";
  private static final String CALL_TYPE =
      Type.getMethodDescriptor(
          Type.getType(long[].class),
          Type.getType(Instance.class),
          Type.INT_TYPE,
          Type.getType(long[].class));

  /** Variables of such a method. */
  private static final int NUMBER = 2;

  private static final int ARGUMENTS = 3;

  private HostCalls() {}

  /**
   * Changes such a method; others stay as they are.
   *
   * @param imported how many functions the module imports
   */
  static void adapt(MethodNode method, int imported) {
    TableSwitchInsnNode cases = cases(method);
    if (cases == null || cases.min >= imported) {
      return;
    }
    LabelNode host = new LabelNode();
    for (int i = 0; i < cases.labels.size() && cases.min + i < imported; i++) {
      remove(cases.labels.get(i), method.instructions);
      cases.labels.set(i, host);
    }
    InsnList call = new InsnList();
    call.add(host);
    call.add(Frames.copy(Frames.at(cases.dflt)));
    call.add(new InsnNode(POP));
    call.add(new InsnNode(POP));
    call.add(new VarInsnNode(ILOAD, NUMBER));
    call.add(new VarInsnNode(ALOAD, ARGUMENTS));
    call.add(new MethodInsnNode(INVOKESTATIC, GeneratedCode.HELPER, CALL, CALL_TYPE, false));
    call.add(new InsnNode(ARETURN));
    method.instructions.insertBefore(cases.dflt, call);
  }

  /** Where a method chooses a function. */
  private static @Nullable TableSwitchInsnNode cases(MethodNode method) {
    if (!GeneratedCode.callsByNumber(method.name)) {
      return null;
    }
    for (AbstractInsnNode each : method.instructions) {
      if (each instanceof TableSwitchInsnNode cases && callsFunction(cases.labels.get(0))) {
        return cases;
      }
    }
    return null;
  }

  private static boolean callsFunction(LabelNode label) {
    AbstractInsnNode next = label;
    while (!(next instanceof MethodInsnNode)) {
      next = next.getNext();
    }
    return GeneratedCode.isOfFunction(((MethodInsnNode) next).name);
  }

  /** Removes a case with its call, up to where it returns. */
  private static void remove(LabelNode label, InsnList instructions) {
    AbstractInsnNode each = label;
    while (each.getOpcode() != ARETURN) {
      AbstractInsnNode next = each.getNext();
      instructions.remove(each);
      each = next;
    }
    instructions.remove(each);
  }
}
