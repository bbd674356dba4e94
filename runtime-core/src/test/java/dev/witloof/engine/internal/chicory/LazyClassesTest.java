package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.objectweb.asm.Opcodes.*;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

class LazyClassesTest {
  private static final String OBJECT = Type.getInternalName(Object.class);
  private static final String CALL = "(I[J)[J";

  /** A machine that gives back the arguments of function 0; others are in another class. */
  private static byte[] machine() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    String[] interfaces = {Type.getInternalName(Machine.class)};
    writer.visit(V11, ACC_PUBLIC, "gen/Main", null, OBJECT, interfaces);
    String descriptor = "(" + Type.getDescriptor(Instance.class) + ")V";
    MethodVisitor constructor = writer.visitMethod(ACC_PUBLIC, "<init>", descriptor, null, null);
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(0, 0);
    MethodVisitor call = writer.visitMethod(ACC_PUBLIC, "call", CALL, null, null);
    Label other = new Label();
    call.visitVarInsn(ILOAD, 1);
    call.visitJumpInsn(IFNE, other);
    call.visitVarInsn(ALOAD, 2);
    call.visitInsn(ARETURN);
    call.visitLabel(other);
    call.visitVarInsn(ILOAD, 1);
    call.visitVarInsn(ALOAD, 2);
    call.visitMethodInsn(INVOKESTATIC, "gen/Other", "call", CALL, false);
    call.visitInsn(ARETURN);
    call.visitMaxs(0, 0);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A class that does not verify: it returns what is not there. */
  private static byte[] invalid() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(V11, ACC_PUBLIC, "gen/Other", null, OBJECT, null);
    MethodVisitor call = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "call", CALL, null, null);
    call.visitInsn(ARETURN);
    call.visitMaxs(1, 2);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static Machine machine(Map<String, ByteBuffer> classes) {
    return LazyClasses.machines("gen.Main", classes).apply(null);
  }

  @Test
  void aClassIsVerifiedWhenItIsNeeded() {
    Machine machine =
        machine(
            Map.of(
                "gen.Main", ByteBuffer.wrap(machine()), "gen.Other", ByteBuffer.wrap(invalid())));

    assertArrayEquals(new long[] {7}, machine.call(0, new long[] {7}));
    assertThrows(VerifyError.class, () -> machine.call(1, new long[0]));
  }

  @Test
  void theBytesMayLieAnywhere() {
    byte[] bytes = machine();
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 3);
    ByteBuffer slice = direct.position(3).slice().put(bytes).flip().asReadOnlyBuffer();

    Machine machine = machine(Map.of("gen.Main", slice));

    assertArrayEquals(new long[] {7}, machine.call(0, new long[] {7}));
    assertThrows(NoClassDefFoundError.class, () -> machine.call(1, new long[0]));
  }

  @Test
  void aMissingMainClassIsAFault() {
    assertThrows(ChicoryException.class, () -> LazyClasses.machines("gen.Main", Map.of()));
  }
}
