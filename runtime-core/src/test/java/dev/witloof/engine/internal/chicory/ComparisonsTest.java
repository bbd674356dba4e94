package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.*;

import com.dylibso.chicory.runtime.OpcodeImpl;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

class ComparisonsTest {
  private static final int COMPILED = 8_000;
  private static final String OPERATORS = Type.getInternalName(OpcodeImpl.class);
  private static final String PACKAGE = ComparisonsTest.class.getPackageName().replace('.', '/');

  /** Where signs, halves and carries change. */
  private static final long[] NUMBERS =
      LongStream.of(0, 1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, 1L << 32, Long.MAX_VALUE)
          .flatMap(n -> LongStream.of(n, -n, n + 1, ~n))
          .toArray();

  /** Chicory's comparisons of integers. */
  private static Stream<String> comparisons() {
    return Arrays.stream(OpcodeImpl.class.getMethods())
        .map(method -> method.getName())
        .filter(name -> name.matches("I(32|64)_(EQZ|EQ|NE|[LG][TE]_[SU])"));
  }

  private static MethodNode method(String name, int times) {
    MethodType type = type(name);
    MethodNode method =
        new MethodNode(
            ACC_PUBLIC | ACC_STATIC, "compare", type.toMethodDescriptorString(), null, null);
    for (int i = 0; i < times; i++) {
      int variable = 0;
      for (Class<?> parameter : type.parameterList()) {
        Type operand = Type.getType(parameter);
        method.instructions.add(new VarInsnNode(operand.getOpcode(ILOAD), variable));
        variable += operand.getSize();
      }
      method.instructions.add(
          new MethodInsnNode(INVOKESTATIC, OPERATORS, name, type.toMethodDescriptorString()));
      method.instructions.add(new InsnNode(i == times - 1 ? IRETURN : POP));
      method.maxLocals = variable;
    }
    method.maxStack = method.maxLocals;
    return method;
  }

  private static MethodType type(String name) {
    return Arrays.stream(OpcodeImpl.class.getMethods())
        .filter(method -> method.getName().equals(name))
        .map(method -> MethodType.methodType(method.getReturnType(), method.getParameterTypes()))
        .findAny()
        .orElseThrow();
  }

  private static long calls(MethodNode method) {
    return Arrays.stream(method.instructions.toArray())
        .filter(each -> each instanceof MethodInsnNode call && call.owner.equals(OPERATORS))
        .count();
  }

  private static MethodHandle load(MethodNode method, MethodType type) throws Throwable {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(V11, ACC_PUBLIC, PACKAGE + "/Compared", null, "java/lang/Object", null);
    method.accept(writer);
    writer.visitEnd();
    MethodHandles.Lookup lookup =
        MethodHandles.lookup().defineHiddenClass(writer.toByteArray(), true);
    return lookup.findStatic(lookup.lookupClass(), "compare", type);
  }

  private static Object[] operands(MethodType type, long a, long b) {
    Object[] both =
        type.parameterType(0) == int.class ? new Object[] {(int) a, (int) b} : new Object[] {a, b};
    return Arrays.copyOf(both, type.parameterCount());
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void isWhatChicoryComputes(String name) throws Throwable {
    MethodType type = type(name);
    MethodHandle expected = MethodHandles.lookup().findStatic(OpcodeImpl.class, name, type);
    MethodNode method = method(name, 1);

    ComparedValues.adapt(method);

    assertEquals(0, calls(method));
    assertComputesTheSame(name, type, expected, load(method, type));
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void branchesAsChicoryComputes(String name) throws Throwable {
    MethodType type = type(name);
    MethodHandle expected = MethodHandles.lookup().findStatic(OpcodeImpl.class, name, type);
    for (int jump : new int[] {IFNE, IFEQ}) {
      MethodNode method = branch(name, jump);

      Operators.adapt(method);

      assertEquals(0, calls(method));
      assertComputesTheSame(name, type, expected, load(method, type));
    }
  }

  /** Returns what it compares by a branch that follows. */
  private static MethodNode branch(String name, int jump) {
    MethodNode method = method(name, 1);
    LabelNode label = new LabelNode();
    method.instructions.remove(method.instructions.getLast());
    method.instructions.add(new JumpInsnNode(jump, label));
    method.instructions.add(new InsnNode(jump == IFNE ? ICONST_0 : ICONST_1));
    method.instructions.add(new InsnNode(IRETURN));
    method.instructions.add(label);
    method.instructions.add(new InsnNode(jump == IFNE ? ICONST_1 : ICONST_0));
    method.instructions.add(new InsnNode(IRETURN));
    return method;
  }

  private static void assertComputesTheSame(
      String name, MethodType type, MethodHandle expected, MethodHandle compared) throws Throwable {
    for (long a : NUMBERS) {
      for (long b : NUMBERS) {
        List<Object> operands = List.of(operands(type, a, b));
        assertEquals(
            expected.invokeWithArguments(operands),
            compared.invokeWithArguments(operands),
            () -> name + operands);
      }
    }
  }

  @Test
  void allComparisonsAreKnown() {
    assertEquals(22, comparisons().count());
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 700, 900, 1_300})
  void noMethodGrowsBeyondWhatHotSpotCompiles(int times) {
    MethodNode method = method("I32_LT_U", times);

    ComparedValues.adapt(method);

    assertTrue(CodeSize.of(method.instructions) <= COMPILED);
    assertEquals(times > 330, calls(method) > 0);
  }
}
