package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes anew how an indirect call finds its function when many have the type: by methods of some
 * hundred cases, which HotSpot compiles.
 *
 * <p>Chicory does it by one method up to a thousand functions. For more it makes further classes,
 * whose methods take what is behind an argument of 64 bits from the wrong variable, and a function
 * of another type for a fault of the engine.
 */
final class Dispatch {
  /** Cases of a method; with some more HotSpot would not compile it. */
  private static final int CASES = 400;

  /** The method of a further class: takes what the functions take, and a function's number. */
  private static final String FURTHER = "apply";

  private static final String MISMATCH = "throwIndirectCallTypeMismatch";
  private static final String THROWING = "()Ljava/lang/RuntimeException;";

  private final ClassVisitor owner;
  private final String className;
  private final MethodNode method;
  private final List<Integer> keys;
  private final List<MethodInsnNode> calls;
  private final Type result;

  /** What each function takes, memory and instance included. */
  private final Type[] arguments;

  private Dispatch(
      ClassVisitor owner,
      String className,
      MethodNode method,
      LookupSwitchInsnNode cases,
      Type[] arguments) {
    this.owner = owner;
    this.className = className;
    this.method = method;
    this.keys = cases.keys;
    this.calls = cases.labels.stream().map(Dispatch::callAt).toList();
    this.result = Type.getReturnType(method.desc);
    this.arguments = arguments;
  }

  /**
   * Changes a method that dispatches indirect calls, if it has to; others stay as they are.
   *
   * @param owner gets the methods that are added
   * @param className the internal name of the class
   */
  static void adapt(ClassVisitor owner, String className, MethodNode method) {
    boolean further = method.name.equals(FURTHER);
    if (!further && !GeneratedCode.isIndirectCall(method.name)) {
      return;
    }
    LookupSwitchInsnNode cases = cases(method);
    if (cases == null) {
      return;
    }
    if (further) {
      Type[] all = Type.getArgumentTypes(method.desc);
      Type[] arguments = Arrays.copyOf(all, all.length - 1);
      new Dispatch(owner, className, method, cases, arguments).rewriteFurther();
    } else if (cases.keys.size() > CASES) {
      Type[] arguments = Type.getArgumentTypes(callAt(cases.labels.get(0)).desc);
      new Dispatch(owner, className, method, cases, arguments).split(cases);
    }
  }

  private static @Nullable LookupSwitchInsnNode cases(MethodNode method) {
    for (AbstractInsnNode each : method.instructions) {
      if (each instanceof LookupSwitchInsnNode cases) {
        return cases;
      }
    }
    return null;
  }

  private static MethodInsnNode callAt(LabelNode label) {
    AbstractInsnNode next = label;
    while (!(next instanceof MethodInsnNode)) {
      next = next.getNext();
    }
    return (MethodInsnNode) next;
  }

  private void rewriteFurther() {
    method.instructions.clear();
    if (keys.size() <= CASES) {
      write(method, 0, keys.size());
      return;
    }
    int number = load(method.instructions);
    List<Object> variables = Frames.parameters(method.desc);
    method.instructions.add(choice(number, variables));
    method.maxStack = number + 2;
  }

  /** In place of the cases and of what follows where there is none. */
  private void split(LookupSwitchInsnNode cases) {
    VarInsnNode number = (VarInsnNode) cases.getPrevious();
    List<Object> variables = Frames.at(cases.dflt).local;
    AbstractInsnNode before = number.getPrevious();
    AbstractInsnNode end = cases.dflt;
    while (end.getOpcode() != ATHROW) {
      end = end.getNext();
    }
    AbstractInsnNode removed;
    do {
      removed = before.getNext();
      method.instructions.remove(removed);
    } while (removed != end);
    method.instructions.insert(before, choice(number.var, variables));
    method.maxStack++;
  }

  /** Calls, with the arguments on the stack, the method that has the number's case. */
  private InsnList choice(int number, List<Object> variables) {
    InsnList list = new InsnList();
    List<Object> stack = Frames.parameters(Type.getMethodDescriptor(result, arguments));
    for (int start = 0; start < keys.size(); start += CASES) {
      int end = Math.min(start + CASES, keys.size());
      LabelNode next = new LabelNode();
      if (end < keys.size()) {
        list.add(new VarInsnNode(ILOAD, number));
        list.add(new LdcInsnNode(keys.get(end)));
        list.add(new JumpInsnNode(IF_ICMPGE, next));
      }
      list.add(new VarInsnNode(ILOAD, number));
      MethodNode part = part(start, end);
      list.add(new MethodInsnNode(INVOKESTATIC, className, part.name, part.desc, false));
      list.add(new InsnNode(result.getOpcode(IRETURN)));
      if (end < keys.size()) {
        list.add(next);
        list.add(frame(variables, stack));
      }
    }
    return list;
  }

  /** Adds the method for some of the cases. */
  private MethodNode part(int start, int end) {
    List<Type> parameters = new ArrayList<>(List.of(arguments));
    parameters.add(Type.INT_TYPE);
    String descriptor = Type.getMethodDescriptor(result, parameters.toArray(Type[]::new));
    String name = method.name + "_" + start;
    MethodNode part = new MethodNode(ASM9, ACC_STATIC, name, descriptor, null, null);
    write(part, start, end);
    part.accept(owner);
    return part;
  }

  /** Writes a whole method of some of the cases. */
  private void write(MethodNode target, int start, int end) {
    InsnList list = target.instructions;
    int number = load(list);
    list.add(new VarInsnNode(ILOAD, number));
    LabelNode none = new LabelNode();
    LabelNode[] labels = new LabelNode[end - start];
    Arrays.setAll(labels, i -> new LabelNode());
    int[] own = keys.subList(start, end).stream().mapToInt(Integer::intValue).toArray();
    list.add(new LookupSwitchInsnNode(none, own, labels));
    List<Object> variables = Frames.parameters(target.desc);
    List<Object> stack = variables.subList(0, variables.size() - 1);
    for (int i = 0; i < labels.length; i++) {
      MethodInsnNode call = calls.get(start + i);
      list.add(labels[i]);
      list.add(frame(variables, stack));
      list.add(new MethodInsnNode(INVOKESTATIC, call.owner, call.name, call.desc, false));
      list.add(new InsnNode(result.getOpcode(IRETURN)));
    }
    list.add(none);
    list.add(frame(variables, stack));
    list.add(new MethodInsnNode(INVOKESTATIC, GeneratedCode.HELPER, MISMATCH, THROWING, false));
    list.add(new InsnNode(ATHROW));
    target.maxStack = number + 1;
    target.maxLocals = number + 1;
  }

  /** Loads the arguments from the first variables; the variable of the number behind them. */
  private int load(InsnList list) {
    int variable = 0;
    for (Type argument : arguments) {
      list.add(new VarInsnNode(argument.getOpcode(ILOAD), variable));
      variable += argument.getSize();
    }
    return variable;
  }

  private static FrameNode frame(List<Object> variables, List<Object> stack) {
    return new FrameNode(
        F_NEW, variables.size(), variables.toArray(), stack.size(), stack.toArray());
  }
}
