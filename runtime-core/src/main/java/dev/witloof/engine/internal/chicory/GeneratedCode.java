package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.Shaded;
import com.dylibso.chicory.runtime.Instance;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What Chicory's compiler calls the things that it generates. */
final class GeneratedCode {
  /** The class of what is too long for generated code. */
  static final String HELPER = Type.getInternalName(Shaded.class);

  private static final String HELPERS = "Shaded";
  private static final String PACKAGE = "com/dylibso/chicory/$gen/";
  private static final String MAIN = Compiler.DEFAULT_CLASS_NAME.replace('.', '/');
  private static final String GROUP = MAIN + "FuncGroup_";
  private static final String FUNCTION = "func_";
  private static final String CALL = "call_";
  private static final String INDIRECT = "call_indirect_";
  private static final String CALLS_BY_NUMBER = "call_dispatch_";
  private static final String GROWTH = "memoryGrow";
  private static final String HELPERS_CALL = "call";
  private static final String TAIL_CALL = "TailCall";

  /** Begins the names of the classes of indirect calls, which Chicory does not know of. */
  private static final String INDIRECT_CLASS = MAIN + "OfType_";

  /** What stands for an interpreted function calls this, with its index and the instance. */
  private static final String INTERPRET = "callIndirect";

  private static final String INTERPRET_TYPE =
      Type.getMethodDescriptor(
          Type.getType(long[].class),
          Type.getType(long[].class),
          Type.INT_TYPE,
          Type.getType(Instance.class));

  private GeneratedCode() {}

  /**
   * Whether it is the class of what is too long for generated code: {@link #HELPER}, or its copy
   * beside the classes of a module.
   */
  static boolean isHelper(String className) {
    return className.endsWith(HELPERS);
  }

  static boolean isGenerated(String internalName) {
    return internalName.startsWith(PACKAGE) && !isHelper(internalName);
  }

  /** Whether a class, by its internal name, is one of functions. */
  static boolean isGroup(String internalName) {
    return internalName.startsWith(GROUP);
  }

  /** The internal name of a class of functions. */
  static String group(int index) {
    return GROUP + index;
  }

  /** The internal name of the class of a method that dispatches indirect calls of one type. */
  static String indirectCalls(String method) {
    return INDIRECT_CLASS + method.substring(INDIRECT.length());
  }

  /** The number that a name ends with. */
  static int number(String name) {
    return Integer.parseInt(name, name.lastIndexOf('_') + 1, name.length(), 10);
  }

  /** Whether a method of that name is the code of a function, or calls that with boxed values. */
  static boolean isOfFunction(String method) {
    return method.startsWith(FUNCTION)
        || method.startsWith(CALL) && Character.isDigit(method.charAt(CALL.length()));
  }

  /**
   * Whether a method of that name finds a function by its number, and calls it with boxed values.
   */
  static boolean callsByNumber(String method) {
    return method.equals(HELPERS_CALL) || method.startsWith(CALLS_BY_NUMBER);
  }

  /** Whether a call is one of the interpreter, in place of a function's code. */
  static boolean callsInterpreter(MethodInsnNode call) {
    return callsHelper(call, INTERPRET) && call.desc.equals(INTERPRET_TYPE);
  }

  /**
   * Whether a method of that descriptor takes its parameters by an array, since its type has too
   * many of them, or of results. Functions of that kind are interpreted and called by the
   * interpreter alone.
   */
  static boolean takesArray(String descriptor) {
    return descriptor.startsWith("([J");
  }

  /** Whether a method is the code of a wasm function, or stands for one that has none. */
  static boolean isFunction(String method) {
    return method.startsWith(FUNCTION);
  }

  /** Whether a helper runs functions: of the host, of the interpreter, or by a tail call. */
  static boolean runsFunctions(String helper) {
    return helper.startsWith(HELPERS_CALL) || helper.contains(TAIL_CALL);
  }

  /** The call of a helper of that name. */
  static boolean callsHelper(@Nullable AbstractInsnNode instruction, String name) {
    return instruction instanceof MethodInsnNode call
        && isHelper(call.owner)
        && call.name.equals(name);
  }

  /** Whether a method of that name dispatches indirect calls. */
  static boolean isIndirectCall(String method) {
    return method.startsWith(INDIRECT);
  }

  /** Whether guest or host code runs in an instruction. */
  static boolean isGuestCall(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && isGenerated(call.owner)
        && (call.name.startsWith(FUNCTION) || call.name.startsWith(INDIRECT));
  }

  /** Whether an instruction grows a memory, or, as the rewriter says it, pays fuel. */
  static boolean isGrowth(@Nullable AbstractInsnNode instruction) {
    return callsHelper(instruction, GROWTH);
  }

  static boolean isGrowth(String helper) {
    return helper.equals(GROWTH);
  }

  /** Whether a call does not return, as a trap follows it. */
  static boolean isDeadEnd(AbstractInsnNode call) {
    AbstractInsnNode next = call.getNext();
    while (next != null && (next.getOpcode() == Opcodes.POP || next.getOpcode() == Opcodes.POP2)) {
      next = next.getNext();
    }
    return callsHelper(next, "throwTrapException");
  }

  static boolean isReturn(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
  }

  /** Whether what follows an instruction is reached by jumps only. */
  static boolean isEndOfPath(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    return isReturn(instruction)
        || opcode == Opcodes.GOTO
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH;
  }

  /** Whether an instruction pushes a constant int. */
  static boolean isInt(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    return opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5
        || opcode == Opcodes.BIPUSH
        || opcode == Opcodes.SIPUSH
        || instruction instanceof LdcInsnNode constant && constant.cst instanceof Integer;
  }

  /** Whether the instruction pushes a constant long. */
  static boolean isLong(AbstractInsnNode instruction) {
    return instruction.getOpcode() == Opcodes.LCONST_0
        || instruction.getOpcode() == Opcodes.LCONST_1
        || instruction instanceof LdcInsnNode constant && constant.cst instanceof Long;
  }

  /** The constant that {@link #isLong} has found. */
  static long longOf(AbstractInsnNode instruction) {
    return instruction instanceof LdcInsnNode constant
        ? (Long) constant.cst
        : instruction.getOpcode() - Opcodes.LCONST_0;
  }

  /** The constant that {@link #isInt} has found. */
  static int intOf(AbstractInsnNode instruction) {
    if (instruction instanceof IntInsnNode constant) {
      return constant.operand;
    }
    return instruction instanceof LdcInsnNode constant
        ? (Integer) constant.cst
        : instruction.getOpcode() - Opcodes.ICONST_0;
  }

  /** The shortest instruction that pushes a constant int. */
  static AbstractInsnNode push(int constant) {
    if (constant >= -1 && constant <= 5) {
      return new InsnNode(Opcodes.ICONST_0 + constant);
    }
    if (constant == (byte) constant) {
      return new IntInsnNode(Opcodes.BIPUSH, constant);
    }
    return constant == (short) constant
        ? new IntInsnNode(Opcodes.SIPUSH, constant)
        : new LdcInsnNode(constant);
  }

  /** The variable of a function that holds its memory; the next one holds its instance. */
  static int memoryVariable(MethodNode function) {
    return (Type.getArgumentsAndReturnSizes(function.desc) >> 2) - 1 - 2;
  }
}
