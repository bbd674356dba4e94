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
  private static final String ACCESSES = AccessMethods.CLASS;
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
      method.instructions.add(new MethodInsnNode(INVOKESTATIC, ACCESSES, "readInt", descriptor));
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

  private static int callsInLoop(MethodNode method) {
    int calls = 0;
    boolean inLoop = false;
    for (var each : method.instructions) {
      inLoop |= each instanceof LabelNode;
      calls += inLoop && WrittenAccess.isCall(each) ? 1 : 0;
    }
    return calls;
  }

  @Test
  void whatHotSpotInlinesStaysCalls() {
    MethodNode method = loads(10, 20);

    HotAccesses.adapt(method);

    assertEquals(30, calls(method));
    assertEquals(2, method.maxLocals);
  }

  @Test
  void whatHasNoLoopStaysCalls() {
    MethodNode method = loads(200, 0);

    HotAccesses.adapt(method);

    assertEquals(200, calls(method));
    assertEquals(2, method.maxLocals);
  }

  @Test
  void loopsOfAFunctionThatIsNotInlinedHaveThemWrittenOut() {
    MethodNode method = loads(50, 50);

    HotAccesses.adapt(method);

    assertEquals(50, calls(method));
    assertEquals(0, callsInLoop(method));
  }

  @Test
  void loopsOfAFunctionOfManyAccessesHaveThemWrittenOut() {
    MethodNode method = loads(200, 50);

    HotAccesses.adapt(method);

    assertEquals(200, calls(method));
    assertEquals(0, callsInLoop(method));
  }

  @Test
  void aLoopHasOnlySoManyWrittenOut() {
    MethodNode method = loads(10, 300);

    HotAccesses.adapt(method);

    assertEquals(300 - 64, callsInLoop(method));
  }

  @Test
  void aFunctionStaysAsShortAsHotSpotWantsIt() {
    MethodNode method = loads(830, 64);
    int size = CodeSize.of(method.instructions);
    assertTrue(size < COMPILED);

    HotAccesses.adapt(method);

    assertTrue(calls(method) > 830);
    assertTrue(callsInLoop(method) < 64);
    assertTrue(CodeSize.of(method.instructions) <= COMPILED);
  }

  @Test
  void aLargeFunctionHasAllOfItsLoopsWrittenOut() {
    MethodNode method = loads(100, 1_000);
    assertTrue(CodeSize.of(method.instructions) > COMPILED);

    HotAccesses.adapt(method);

    assertEquals(0, callsInLoop(method));
    assertEquals(100, calls(method));
  }

  @Test
  void aLargeFunctionStaysAsShortAsTheJvmWantsIt() {
    MethodNode method = loads(0, 5_000);

    HotAccesses.adapt(method);

    int size = CodeSize.widest(method.instructions);
    assertTrue(size > 65_000 && size < 65_536, () -> size + " bytes");
    assertTrue(callsInLoop(method) > 0);
  }
}
