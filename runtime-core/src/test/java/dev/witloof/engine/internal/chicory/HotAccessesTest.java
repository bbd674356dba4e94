package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.*;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

class HotAccessesTest {
  private static final int MEMORY = 1;
  private static final int COMPILED = 8_000;
  private static final String GUEST_CODE = Type.getInternalName(GuestCode.class);
  private static final String GUEST_MEMORY = Type.getDescriptor(GuestMemory.class);

  /** A function that loads so many times outside a loop, and so many times in one. */
  private static MethodNode loads(int outside, int inLoop) {
    MethodNode method =
        new MethodNode(ACC_STATIC, "func_0", "(I" + GUEST_MEMORY + ")V", null, null);
    method.maxLocals = 2;
    method.maxStack = 3;
    add(method, outside);
    LabelNode loop = new LabelNode();
    method.instructions.add(loop);
    add(method, inLoop);
    method.instructions.add(new JumpInsnNode(GOTO, loop));
    return method;
  }

  private static void add(MethodNode method, int loads) {
    for (int i = 0; i < loads; i++) {
      method.instructions.add(new VarInsnNode(ILOAD, 0));
      method.instructions.add(GeneratedCode.push(16));
      method.instructions.add(new VarInsnNode(ALOAD, MEMORY));
      String descriptor = "(II" + GUEST_MEMORY + ")I";
      method.instructions.add(new MethodInsnNode(INVOKESTATIC, GUEST_CODE, "readInt", descriptor));
      method.instructions.add(new InsnNode(POP));
    }
  }

  private static int calls(MethodNode method) {
    int calls = 0;
    for (var each : method.instructions) {
      calls += WrittenAccess.isCall(each) ? 1 : 0;
    }
    return calls;
  }

  @Test
  void whatHotSpotInlinesStaysCalls() {
    MethodNode method = loads(50, 50);

    HotAccesses.adapt(method);

    assertEquals(100, calls(method));
    assertEquals(2, method.maxLocals);
  }

  @Test
  void aFunctionOfManyAccessesHasThemWrittenOut() {
    MethodNode method = loads(100, 100);

    HotAccesses.adapt(method);

    assertEquals(0, calls(method));
  }

  @Test
  void loopsComeFirstAndTheFunctionStaysCompilable() {
    MethodNode method = loads(500, 100);
    assertTrue(CodeSize.of(method.instructions) < COMPILED);

    HotAccesses.adapt(method);

    assertTrue(calls(method) > 0);
    assertTrue(CodeSize.of(method.instructions) <= COMPILED);
    LabelNode loop = null;
    for (var each : method.instructions) {
      loop = each instanceof LabelNode label ? label : loop;
      assertTrue(loop == null || !WrittenAccess.isCall(each));
    }
  }
}
