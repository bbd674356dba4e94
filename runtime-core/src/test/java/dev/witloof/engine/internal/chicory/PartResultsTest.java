package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;

class PartResultsTest {
  private static final String GROUP = GeneratedCode.group(0);
  private static final String GUEST_MEMORY = Type.getDescriptor(GuestMemory.class);

  /** A function that gives its parameters back, as often as said, behind so many bytes of code. */
  private static MethodNode function(String parameters, int times, int bytes) {
    String descriptor = "(" + parameters + GUEST_MEMORY + "Ljava/lang/Object;)[J";
    MethodNode method = new MethodNode(ACC_STATIC, "func_0", descriptor, null, null);
    for (int i = 0; i < bytes; i++) {
      method.instructions.add(new InsnNode(NOP));
    }
    for (int i = 0; i < times; i++) {
      int variable = 0;
      for (Type type : Type.getArgumentTypes("(" + parameters + ")V")) {
        method.instructions.add(new VarInsnNode(type.getOpcode(ILOAD), variable));
        variable += type.getSize();
      }
      method.maxStack = variable;
      method.maxLocals = variable + 2;
    }
    String values = parameters.repeat(times);
    method.maxStack *= times;
    method.instructions.add(
        new MethodInsnNode(INVOKESTATIC, GROUP, "value_of_them", "(" + values + ")[J"));
    method.instructions.add(new InsnNode(ARETURN));
    return method;
  }

  private static int calls(MethodNode method) {
    int calls = 0;
    for (var each : method.instructions) {
      calls += each instanceof MethodInsnNode call && call.owner.equals(GROUP) ? 1 : 0;
    }
    return calls;
  }

  private static int stores(MethodNode method) {
    int stores = 0;
    for (var each : method.instructions) {
      stores += each.getOpcode() == LASTORE ? 1 : 0;
    }
    return stores;
  }

  @ParameterizedTest
  @CsvSource({"IJ, 1, 2", "IJFD, 1, 4", "DDJJ, 3, 12", "I, 64, 64"})
  void resultsGoIntoTheArrayOfTheMemory(String parameters, int times, int results)
      throws AnalyzerException {
    MethodNode method = function(parameters, times, 0);

    PartResults.adapt(method);

    assertEquals(0, calls(method));
    assertEquals(results, stores(method));
    new Analyzer<>(new BasicVerifier()).analyze(GROUP, method);
  }

  /** So that all return sites of a function share their variables. */
  @Test
  void variablesAreUsedAgain() {
    MethodNode method = function("IJ", 1, 0);
    int before = method.maxLocals;
    MethodNode another = function("IJ", 1, 0);
    method.instructions.add(another.instructions);

    PartResults.adapt(method);

    assertEquals(0, calls(method));
    assertEquals(before + 3, method.maxLocals);
  }

  @Test
  void moreResultsThanTheArrayTakesStayACall() {
    MethodNode method = function("I", PartResults.MOST + 1, 0);

    PartResults.adapt(method);

    assertEquals(1, calls(method));
  }

  @ParameterizedTest
  @CsvSource({"7900, 0", "7980, 1", "8000, 0"})
  void noMethodBecomesTooLargeForHotSpot(int bytes, int calls) {
    MethodNode method = function("IJFD", 1, bytes);

    PartResults.adapt(method);

    assertEquals(calls, calls(method));
  }
}
