package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.objectweb.asm.Opcodes.*;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

class ClosedFunctionsTest {
  private static final String GROUP = "com/dylibso/chicory/$gen/CompiledMachineFuncGroup_0";
  private static final String OTHER = "com/dylibso/chicory/$gen/CompiledMachineFuncGroup_1";
  private static final String INDIRECT = "com/dylibso/chicory/$gen/CompiledMachine";
  private static final String HELPERS = "com/dylibso/chicory/$gen/CompiledMachineShaded";
  private static final Placement PLACEMENT =
      new Placement(
          new CodeLayout(64, 0, 2), 64, function -> function, function -> false, new BitSet());
  private static final String CHARGE = HELPERS + ".memoryGrow";

  private final ClassWriter writer = new ClassWriter(0);
  private int functions;

  ClosedFunctionsTest() {
    writer.visit(V11, ACC_PUBLIC, GROUP, null, "java/lang/Object", null);
  }

  /** Adds the next function, which calls these methods. */
  private void function(String... called) {
    MethodVisitor code =
        writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "func_" + functions++, "()V", null, null);
    code.visitCode();
    for (String each : called) {
      int dot = each.lastIndexOf('.');
      code.visitMethodInsn(
          INVOKESTATIC, each.substring(0, dot), each.substring(dot + 1), "()V", false);
    }
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private List<Integer> closed() {
    writer.visitEnd();
    ClosedFunctions found = ClosedFunctions.of(new ClassReader(writer.toByteArray()), PLACEMENT);
    return IntStream.range(0, functions)
        .filter(i -> found.contains(GROUP, "func_" + i))
        .boxed()
        .toList();
  }

  @Test
  void functionsThatCallOneAnotherAreClosed() {
    function(CHARGE, GROUP + ".func_1", HELPERS + ".memoryFill");
    function(CHARGE, GROUP + ".func_0", GROUP + ".func_2");
    function(CHARGE);

    assertEquals(List.of(0, 1, 2), closed());
  }

  @Test
  void whateverMayRunHostCodeIsOpenAndWhatCallsIt() {
    function(CHARGE, OTHER + ".func_99");
    function(CHARGE, INDIRECT + ".call_indirect_0");
    function(CHARGE, HELPERS + ".callHostFunction");
    function(CHARGE, HELPERS + ".resolveTailCall");
    function(HELPERS + ".memoryFill");
    function(CHARGE, GROUP + ".func_0");
    function(CHARGE, GROUP + ".func_5");
    function(CHARGE, GROUP + ".func_4");
    function(CHARGE);

    assertEquals(List.of(8), closed());
  }

  @Test
  void functionsOfOtherClassesAreNotKnown() {
    function(CHARGE);

    ClosedFunctions found = ClosedFunctions.of(new ClassReader(writer.toByteArray()), PLACEMENT);
    assertFalse(found.contains(OTHER, "func_0"));
  }
}
