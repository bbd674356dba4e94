package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.objectweb.asm.Opcodes.*;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

class QuietAccessesTest {
  private static final String DESCRIPTOR = "(II[BI)I";

  static {
    AccessMethods.initialise();
  }

  /** A class with a function that loads an int: base, offset, array, size. */
  private static Class<?> reader(String name) throws IllegalAccessException {
    String own = AccessMethods.CLASS + name;
    MethodNode function = new MethodNode(ACC_STATIC, "function", DESCRIPTOR, null, null);
    function.instructions.add(new VarInsnNode(ILOAD, 0));
    function.instructions.add(new VarInsnNode(ILOAD, 1));
    function.instructions.add(new VarInsnNode(ALOAD, 2));
    function.instructions.add(new VarInsnNode(ILOAD, 3));
    MethodInsnNode call =
        new MethodInsnNode(INVOKESTATIC, AccessMethods.CLASS, "readInt", DESCRIPTOR);
    function.instructions.add(call);
    function.instructions.add(new InsnNode(IRETURN));
    function.maxStack = 4;
    function.maxLocals = 4;
    QuietAccesses quiet = new QuietAccesses(own);
    quiet.adapt(function);
    ClassWriter writer = new ClassWriter(0);
    writer.visit(V11, ACC_FINAL | ACC_SUPER, own, null, "java/lang/Object", null);
    function.accept(writer);
    quiet.accept(writer);
    return MethodHandles.lookup().defineHiddenClass(writer.toByteArray(), false).lookupClass();
  }

  private static int read(Class<?> reader, int base, int offset, byte[] array, int size)
      throws Throwable {
    MethodHandle read =
        MethodHandles.privateLookupIn(reader, MethodHandles.lookup())
            .findStatic(
                reader,
                "function",
                MethodType.fromMethodDescriptorString(
                    DESCRIPTOR, QuietAccessesTest.class.getClassLoader()));
    return (int) read.invokeExact(base, offset, array, size);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "0, 4", "3, 1"})
  void whatIsWithinTheSizeIsRead(int base, int offset) throws Throwable {
    byte[] array = {1, 1, 1, 1, 1, 1, 1, 1};
    assertEquals(0x01010101, read(reader("Within"), base, offset, array, 8));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0, 8",
    "0, 5, 8",
    "-1, 0, 8",
    "-4, 8, 8",
    "2147483647, 0, 8",
    "-2147483648, 0, 8",
    "0, 2147483640, 8",
    "8, 2147483640, 8",
    "0, 0, 0",
    "0, 0, 3"
  })
  void whatIsBeyondTheSizeFailsAlthoughTheArrayIsLonger(int base, int offset, int size)
      throws Throwable {
    Class<?> reader = reader("Beyond");
    assertThrows(ArithmeticException.class, () -> read(reader, base, offset, new byte[16], size));
  }

  @Test
  void eachClassComparesByItself() throws Exception {
    for (String name : new String[] {"One", "Other"}) {
      Class<?> reader = reader(name);
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(reader, MethodHandles.lookup());
      MethodHandle check =
          lookup.findStatic(
              reader, "checkBase", MethodType.methodType(long.class, int.class, int.class));
      assertSame(reader, lookup.revealDirect(check).getDeclaringClass());
    }
  }
}
