package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes the charges of a function additions to a variable of its own, which the JIT keeps in a
 * register, and pays what has come together: before each call and growth of memory, at each return,
 * at the start of a loop's turn when it is more than {@link #MOST_OWED}, and when the function
 * fails. So a call costs what it costs in the interpreter, however it ends, and no other code runs
 * while something is owed.
 *
 * <p>Inside a loop that calls nothing, the array and the size of the memory are kept in variables,
 * too: they cannot change there, but the JIT does not know, because paying may call.
 */
final class FunctionCharges {
  /** Units that a loop may owe: a hundredth of what passes between two looks at the clock. */
  private static final int MOST_OWED = 10_000;

  /** Larger charges than the rewriter makes; a guest that makes them pays them by itself. */
  private static final int MOST_CHARGED = 1 << 24;

  private static final String GUEST_CODE = Type.getInternalName(GuestCode.class);
  private static final String GUEST_MEMORY = Type.getDescriptor(GuestMemory.class);
  private static final String ARRAY = "[B";

  private final MethodNode method;
  private final InsnList code;
  private final int memory;
  private final int owed;
  private final int array;
  private final int size;
  private final List<Loops.Loop> loops;
  private final List<Loops.Loop> quiet = new ArrayList<>();

  private FunctionCharges(MethodNode method) {
    this.method = method;
    this.code = method.instructions;
    this.memory = GeneratedCode.memoryVariable(method);
    this.owed = memory + 2;
    this.array = owed + 1;
    this.size = owed + 2;
    this.loops = Loops.of(code);
  }

  /** Adapts the charges and the memory accesses of a function. */
  static void adapt(MethodNode method) {
    FunctionCharges charges = new FunctionCharges(method);
    if (charges.arePresent()) {
      charges.adapt();
    } else {
      charges.accessMemories();
    }
  }

  private boolean arePresent() {
    for (AbstractInsnNode each : code) {
      if (isCharge(each)) {
        return true;
      }
    }
    return false;
  }

  private void adapt() {
    findQuietLoops();
    shiftVariables(quiet.isEmpty() ? 1 : 3);
    accessMemories();
    addUp();
    start();
  }

  /** The outermost loops that call nothing and access the memory. */
  private void findQuietLoops() {
    AbstractInsnNode[] instructions = code.toArray();
    int covered = -1;
    for (Loops.Loop loop : loops) {
      if (loop.start() > covered && isQuiet(instructions, loop)) {
        covered = loop.end();
        quiet.add(loop);
      }
    }
  }

  private boolean isQuiet(AbstractInsnNode[] instructions, Loops.Loop loop) {
    boolean accesses = false;
    for (int i = loop.start(); i <= loop.end(); i++) {
      AbstractInsnNode each = instructions[i];
      if (isCall(each) && !GeneratedCode.isDeadEnd(each)) {
        return false;
      }
      accesses |= MemoryAccesses.isAccess(each, memory);
    }
    return accesses;
  }

  private void accessMemories() {
    AbstractInsnNode[] instructions = code.toArray();
    int position = 0;
    for (Loops.Loop loop : quiet) {
      for (; position < loop.start(); position++) {
        accessMemory(instructions[position]);
      }
      for (; position <= loop.end(); position++) {
        if (MemoryAccesses.isAccess(instructions[position], memory)) {
          MemoryAccesses.toArray(code, instructions[position], array, size);
        } else {
          accessMemory(instructions[position]);
        }
      }
    }
    for (; position < instructions.length; position++) {
      accessMemory(instructions[position]);
    }
  }

  private void accessMemory(AbstractInsnNode instruction) {
    if (MemoryAccesses.isAccess(instruction)) {
      MemoryAccesses.toMemory(code, instruction);
    }
  }

  /** Makes room for new variables behind the parameters. */
  private void shiftVariables(int added) {
    int parameters = Type.getArgumentTypes(method.desc).length;
    List<Object> types = List.<Object>of(INTEGER, ARRAY, INTEGER).subList(0, added);
    for (AbstractInsnNode each : code) {
      if (each instanceof VarInsnNode variable && variable.var >= owed) {
        variable.var += added;
      } else if (each instanceof FrameNode frame && frame.local.isEmpty()) {
        // Dead code that ASM has replaced; it may claim to know the variables.
        frame.local.addAll(entryTypes());
      } else if (each instanceof FrameNode frame) {
        frame.local.addAll(parameters, types);
      }
    }
    method.maxLocals += added;
    method.maxStack += 3;
  }

  /** Replaces the charges and puts payments where something may be owed. */
  private void addUp() {
    Map<LabelNode, Loops.Loop> headers = new HashMap<>();
    loops.forEach(loop -> headers.put(loop.label(), loop));
    Set<LabelNode> owing = new HashSet<>();
    boolean owes = false;
    for (AbstractInsnNode each = code.getFirst(); each != null; each = each.getNext()) {
      if (isCharge(each)) {
        each = replaceCharge(each);
        owes = true;
      } else if (each instanceof LabelNode label) {
        owes |= headers.containsKey(label) || owing.contains(label);
      } else if (owes && (isCall(each) || GeneratedCode.isReturn(each))) {
        code.insertBefore(each, payment());
        owes = false;
      }
      if (owes) {
        owing.addAll(Loops.targets(each));
      }
      owes &= !GeneratedCode.isEndOfPath(each);
    }
    for (Loops.Loop loop : loops) {
      if (quiet.stream().anyMatch(outer -> outer.contains(loop))) {
        payAroundLoop(loop);
      } else {
        payInLoop(loop.label());
      }
    }
  }

  private boolean isCall(AbstractInsnNode instruction) {
    return GeneratedCode.isGuestCall(instruction)
        || GeneratedCode.isGrowth(instruction)
            && !isCharge(instruction.getPrevious().getPrevious());
  }

  /** Whether a charge starts at an instruction: a constant, the memory, growth, and pop. */
  private boolean isCharge(AbstractInsnNode instruction) {
    if (!GeneratedCode.isInt(instruction)) {
      return false;
    }
    int growth = GeneratedCode.intOf(instruction);
    return growth < 0
        && growth >= -MOST_CHARGED
        && instruction.getNext() instanceof VarInsnNode load
        && load.var == memory
        && GeneratedCode.isGrowth(load.getNext())
        && load.getNext().getNext().getOpcode() == POP;
  }

  /** Writes the addition that a charge becomes, and returns its last instruction. */
  private AbstractInsnNode replaceCharge(AbstractInsnNode charge) {
    int units = -GeneratedCode.intOf(charge);
    for (int i = 0; i < 3; i++) {
      code.remove(charge.getNext());
    }
    InsnList sum = new InsnList();
    if (units <= Short.MAX_VALUE) {
      sum.add(new IincInsnNode(owed, units));
    } else {
      sum.add(new VarInsnNode(ILOAD, owed));
      sum.add(new LdcInsnNode(units));
      sum.add(new InsnNode(IADD));
      sum.add(new VarInsnNode(ISTORE, owed));
    }
    AbstractInsnNode last = sum.getLast();
    code.insert(charge, sum);
    code.remove(charge);
    return last;
  }

  /** Pays what is owed. Nothing is owed before it is paid, as paying may fail. */
  private InsnList payment() {
    InsnList payment = new InsnList();
    payment.add(new VarInsnNode(ILOAD, owed));
    payment.add(new InsnNode(ICONST_0));
    payment.add(new VarInsnNode(ISTORE, owed));
    payment.add(new VarInsnNode(ALOAD, memory));
    payment.add(call("pay", "(I" + GUEST_MEMORY + ")V"));
    return payment;
  }

  /** Pays at the start of a turn, when much is owed. */
  private void payInLoop(LabelNode label) {
    FrameNode frame = frameAt(label);
    code.insert(frame, paymentOfMuch(frame, new LabelNode()));
  }

  private InsnList paymentOfMuch(FrameNode frame, LabelNode little) {
    InsnList check = compareWithMuch(IF_ICMPLT, little);
    check.add(payment());
    check.add(little);
    check.add(copy(frame));
    return check;
  }

  private InsnList compareWithMuch(int jump, LabelNode target) {
    InsnList compare = new InsnList();
    compare.add(new VarInsnNode(ILOAD, owed));
    compare.add(new IntInsnNode(SIPUSH, MOST_OWED));
    compare.add(new JumpInsnNode(jump, target));
    return compare;
  }

  /**
   * Leaves a loop when much is owed, pays, and enters it again, so that for C2 it is a loop without
   * calls inside another one: it optimises only such loops well.
   */
  private void payAroundLoop(Loops.Loop loop) {
    FrameNode frame = frameAt(loop.label());
    LabelNode entry = new LabelNode();
    LabelNode inside = new LabelNode();
    loop.jumpsBack().forEach(jump -> Loops.retarget(jump, loop.label(), inside));
    InsnList around = new InsnList();
    if (quiet.contains(loop)) {
      around.add(takeMemory());
      around.add(entry);
      around.add(copy(frame));
    }
    around.add(paymentOfMuch(frame, inside));
    around.add(compareWithMuch(IF_ICMPGE, quiet.contains(loop) ? entry : loop.label()));
    code.insert(frame, around);
  }

  private InsnList takeMemory() {
    InsnList take = new InsnList();
    take.add(new VarInsnNode(ALOAD, memory));
    take.add(call("bytes", "(" + GUEST_MEMORY + ")" + ARRAY));
    take.add(new VarInsnNode(ASTORE, array));
    take.add(new VarInsnNode(ALOAD, memory));
    take.add(call("size", "(" + GUEST_MEMORY + ")I"));
    take.add(new VarInsnNode(ISTORE, size));
    return take;
  }

  /** Gives the new variables values at the function's start, and pays when the function fails. */
  private void start() {
    InsnList prologue = new InsnList();
    prologue.add(new InsnNode(ICONST_0));
    prologue.add(new VarInsnNode(ISTORE, owed));
    if (!quiet.isEmpty()) {
      prologue.add(takeMemory());
    }
    LabelNode start = new LabelNode();
    prologue.add(start);
    code.insert(prologue);

    LabelNode failure = new LabelNode();
    code.add(failure);
    code.add(failureFrame());
    code.add(new VarInsnNode(ILOAD, owed));
    code.add(new VarInsnNode(ALOAD, memory));
    String throwable = Type.getDescriptor(Throwable.class);
    code.add(call("unwind", "(" + throwable + "I" + GUEST_MEMORY + ")" + throwable));
    code.add(new InsnNode(ATHROW));
    method.tryCatchBlocks.add(new TryCatchBlockNode(start, failure, failure, null));
    method.maxStack = Math.max(method.maxStack, 3);
  }

  private FrameNode failureFrame() {
    List<Object> locals = entryTypes();
    Object[] stack = {Type.getInternalName(Throwable.class)};
    return new FrameNode(F_NEW, locals.size(), locals.toArray(), 1, stack);
  }

  /** The types of the parameters and the new variables. */
  private List<Object> entryTypes() {
    List<Object> locals = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(method.desc)) {
      locals.add(
          switch (type.getSort()) {
            case Type.INT -> INTEGER;
            case Type.LONG -> LONG;
            case Type.FLOAT -> FLOAT;
            case Type.DOUBLE -> DOUBLE;
            default -> type.getInternalName();
          });
    }
    locals.add(INTEGER);
    if (!quiet.isEmpty()) {
      locals.addAll(List.of(ARRAY, INTEGER));
    }
    return locals;
  }

  private static FrameNode frameAt(LabelNode label) {
    AbstractInsnNode next = label.getNext();
    while (!(next instanceof FrameNode)) {
      if (next == null || next.getOpcode() >= 0) {
        throw new IllegalStateException("a label that is jumped to has no frame");
      }
      next = next.getNext();
    }
    return (FrameNode) next;
  }

  private static FrameNode copy(FrameNode frame) {
    Object[] local = frame.local.toArray();
    Object[] stack = frame.stack.toArray();
    return new FrameNode(F_NEW, local.length, local, stack.length, stack);
  }

  private static MethodInsnNode call(String name, String descriptor) {
    return new MethodInsnNode(INVOKESTATIC, GUEST_CODE, name, descriptor, false);
  }
}
