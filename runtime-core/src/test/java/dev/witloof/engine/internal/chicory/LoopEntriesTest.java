package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.*;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Loops with operands of every type on the stack, some of which change in each turn. */
class LoopEntriesTest {
  private static final String NAME = Type.getInternalName(LoopEntriesTest.class) + "$Loops";
  private static final int LEFT = 0;
  private static final int KEPT = 1;

  /** How a turn ends. */
  enum Back {
    CONDITIONAL,
    UNCONDITIONAL,
    SWITCH
  }

  /** Two loops, one in the other, with more operands in the inner one. */
  private static ClassNode loops(Back back) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(V11, ACC_PUBLIC, NAME, null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "f", "(I)D", null, null);
    code.visitCode();
    code.visitInsn(ACONST_NULL);
    code.visitVarInsn(ASTORE, KEPT);
    code.visitInsn(DCONST_1);
    code.visitLdcInsn(1000L);
    Label outer = new Label();
    code.visitLabel(outer);
    code.visitInsn(LCONST_1);
    code.visitInsn(LADD);
    code.visitInsn(FCONST_2);
    code.visitInsn(ICONST_3);
    code.visitLdcInsn("text");
    Label inner = new Label();
    code.visitLabel(inner);
    code.visitVarInsn(ASTORE, KEPT);
    code.visitInsn(ICONST_2);
    code.visitInsn(IMUL);
    code.visitVarInsn(ALOAD, KEPT);
    code.visitIincInsn(LEFT, -1);
    code.visitVarInsn(ILOAD, LEFT);
    code.visitInsn(ICONST_3);
    code.visitInsn(IAND);
    jumpBack(code, back, inner);
    code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
    code.visitInsn(IADD);
    code.visitInsn(I2F);
    code.visitInsn(FADD);
    code.visitInsn(F2L);
    code.visitInsn(LADD);
    code.visitVarInsn(ILOAD, LEFT);
    jumpBack(code, back, outer);
    code.visitInsn(L2D);
    code.visitInsn(DADD);
    code.visitInsn(DRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    ClassNode read = new ClassNode();
    new ClassReader(writer.toByteArray()).accept(read, ClassReader.EXPAND_FRAMES);
    return read;
  }

  /** While the number on the stack is not zero. */
  private static void jumpBack(MethodVisitor code, Back back, Label loop) {
    Label end = new Label();
    switch (back) {
      case CONDITIONAL -> code.visitJumpInsn(IFNE, loop);
      case UNCONDITIONAL -> {
        code.visitJumpInsn(IFEQ, end);
        code.visitJumpInsn(GOTO, loop);
      }
      case SWITCH -> code.visitTableSwitchInsn(0, 1, loop, end, loop);
    }
    code.visitLabel(end);
  }

  private static double run(ClassNode loops, int argument) throws Throwable {
    ClassWriter writer = new ClassWriter(0);
    loops.accept(writer);
    MethodHandles.Lookup hidden =
        MethodHandles.lookup().defineHiddenClass(writer.toByteArray(), true);
    return (double)
        hidden
            .findStatic(hidden.lookupClass(), "f", MethodType.methodType(double.class, int.class))
            .invokeExact(argument);
  }

  private static List<Boolean> haveOperands(MethodNode method) {
    return Loops.of(method.instructions).stream()
        .map(loop -> !Frames.at(loop.label()).stack.isEmpty())
        .toList();
  }

  /** As HotSpot compiles what has 8000 bytes, and needs room for what else is added. */
  @Test
  void functionsThatWouldGrowTooMuchStayAsTheyAre() {
    for (int more : new int[] {7_900, 8_200, 65_400}) {
      MethodNode method = loops(Back.CONDITIONAL).methods.get(0);
      for (int size = CodeSize.of(method.instructions); size < more; size++) {
        method.instructions.insert(new InsnNode(NOP));
      }
      LoopEntries.adapt(method);
      assertEquals(
          more == 8_200 ? List.of(false, false) : List.of(true, true), haveOperands(method));
    }
  }

  @Test
  void loopsShareTheirVariables() {
    MethodNode method = loops(Back.CONDITIONAL).methods.get(0);
    int before = method.maxLocals;
    LoopEntries.adapt(method);
    // The inner one's: a double, a long, a float, an int and a text.
    assertEquals(before + 7, method.maxLocals);
  }

  @ParameterizedTest
  @EnumSource
  void beginWithoutThemAndComputeTheSame(Back back) throws Throwable {
    ClassNode before = loops(back);
    ClassNode after = loops(back);
    MethodNode adapted = after.methods.get(0);
    assertEquals(List.of(true, true), haveOperands(before.methods.get(0)));
    LoopEntries.adapt(adapted);
    assertEquals(List.of(false, false), haveOperands(adapted));

    double once = run(before, 1);
    double often = run(before, 40);
    assertTrue(once > 1000 && often > once, once + " and " + often);
    assertEquals(once, run(after, 1));
    assertEquals(often, run(after, 40));
    assertFalse(Double.isInfinite(often));
  }
}
