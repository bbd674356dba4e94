package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.*;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.OpcodeImpl;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

class MeteredClassesTest {
  private static final String GROUP = "com/dylibso/chicory/$gen/CompiledMachineFuncGroup_0";
  private static final String OPERATORS = Type.getInternalName(OpcodeImpl.class);
  private static final String FUNCTION =
      Type.getMethodDescriptor(
          Type.VOID_TYPE, Type.getType(Memory.class), Type.getType(Instance.class));

  /** A function of that many comparisons of longs, each of which grows when it becomes a branch. */
  private static byte[] comparisons(int count) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(V11, ACC_PUBLIC, GROUP, null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "func_0", FUNCTION, null, null);
    code.visitCode();
    for (int i = 0; i < count; i++) {
      Label next = new Label();
      code.visitInsn(LCONST_0);
      code.visitInsn(LCONST_1);
      code.visitMethodInsn(INVOKESTATIC, OPERATORS, "I64_LT_U", "(JJ)I", false);
      code.visitJumpInsn(IFNE, next);
      code.visitInsn(NOP);
      code.visitLabel(next);
    }
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] adapted(byte[] compiled) {
    Placement placement =
        new Placement(
            new CodeLayout(4, 0, 1), 4, function -> function, function -> false, new BitSet());
    Map<String, byte[]> classes = MeteredClasses.adapt(compiled, placement);
    assertEquals(Set.of(GROUP.replace('/', '.')), classes.keySet());
    return classes.values().iterator().next();
  }

  private static MethodNode onlyMethod(byte[] adapted) {
    List<MethodNode> methods = new ArrayList<>();
    new ClassReader(adapted)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                methods.add(new MethodNode(ASM9, access, name, descriptor, signature, thrown));
                return methods.get(methods.size() - 1);
              }
            },
            0);
    assertEquals(1, methods.size());
    return methods.get(0);
  }

  private static boolean compares(MethodNode function) {
    for (var each : function.instructions) {
      if (each.getOpcode() == LCMP) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aFunctionThatWouldNotFitStaysAsItIs() {
    MethodNode fits = onlyMethod(adapted(comparisons(2_000)));
    MethodNode large = onlyMethod(adapted(comparisons(7_000)));

    assertTrue(compares(fits));
    assertFalse(compares(large));
    assertEquals(MemoryTypes.descriptor(FUNCTION), large.desc);
  }
}
