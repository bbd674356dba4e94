package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.util.HashSet;
import java.util.List;
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
 * fails. So a call costs what it costs in the interpreter, however it ends, and no code of the host
 * runs while something is owed. {@link ClosedFunctions} never get there, so before a call of one
 * nothing is paid unless it has become too much: a call then costs one payment, its own.
 */
final class FunctionCharges {
  /** Units that a loop may owe: some microseconds of compiled code. */
  private static final int MOST_OWED = 10_000;

  private static final String GUEST_CODE = Type.getInternalName(GuestCode.class);
  private static final String GUEST_MEMORY = Type.getDescriptor(GuestMemory.class);
  private static final String ARRAY = "[B";
  private static final String PAY = "pay";

  private final MethodNode method;
  private final ClosedFunctions closed;
  private final InsnList code;
  private final int memory;
  private final int owed;
  private final int array;
  private final int size;
  private final List<Loops.Loop> loops;
  private final Charges charges;
  private final QuietLoops quiet;
  private final LabelNode body = new LabelNode();
  private List<Object> variables = List.of();

  private FunctionCharges(MethodNode method, ClosedFunctions closed) {
    this.method = method;
    this.closed = closed;
    this.code = method.instructions;
    this.memory = GeneratedCode.memoryVariable(method);
    this.owed = memory + 2;
    this.array = owed + 1;
    this.size = owed + 2;
    this.loops = Loops.of(code);
    this.charges = new Charges(memory);
    this.quiet = new QuietLoops(code, loops, charges);
  }

  /** Adapts the charges and the memory accesses of a function. One without charges has no code. */
  static void adapt(MethodNode method, ClosedFunctions closed) {
    FunctionCharges function = new FunctionCharges(method, closed);
    if (function.arePresent()) {
      function.adapt();
    }
  }

  private boolean arePresent() {
    for (AbstractInsnNode each : code) {
      if (charges.startAt(each)) {
        return true;
      }
    }
    return false;
  }

  private void adapt() {
    addVariables(quiet.isEmpty() ? List.of(INTEGER) : List.of(INTEGER, ARRAY, INTEGER));
    quiet.adaptAccesses(array, size);
    addUp();
    loops.forEach(
        loop -> {
          if (quiet.contains(loop)) {
            payAroundLoop(loop);
          } else {
            payInLoop(loop.label());
          }
        });
    start();
    payFailed();
  }

  /** Makes room for new variables behind the parameters. */
  private void addVariables(List<Object> types) {
    variables = Frames.parameters(method.desc);
    int parameters = variables.size();
    variables.addAll(types);
    for (AbstractInsnNode each : code) {
      if (each instanceof VarInsnNode variable && variable.var >= owed) {
        variable.var += types.size();
      } else if (each instanceof FrameNode frame && frame.local.isEmpty()) {
        // Dead code that ASM has replaced; it may claim to know the variables.
        frame.local.addAll(variables);
      } else if (each instanceof FrameNode frame) {
        frame.local.addAll(parameters, types);
      }
    }
    method.maxLocals += types.size();
    method.maxStack += 3;
  }

  /** Replaces the charges and puts payments where something may be owed. */
  private void addUp() {
    // At the start of a loop something may be owed from the turn before.
    Set<LabelNode> owing = new HashSet<>();
    loops.forEach(loop -> owing.add(loop.label()));
    boolean owes = false;
    for (AbstractInsnNode each = code.getFirst(); each != null; each = each.getNext()) {
      if (charges.startAt(each)) {
        each = replaceCharge(each);
        owes = true;
      } else if (each instanceof LabelNode label) {
        owes |= owing.contains(label);
      } else if (owes && isClosedCall(each)) {
        code.insertBefore(each, paymentOfSome());
      } else if (owes && (charges.isCall(each) || GeneratedCode.isReturn(each))) {
        code.insertBefore(each, payment());
        owes = false;
      }
      if (owes) {
        owing.addAll(Loops.targets(each));
      }
      owes &= !GeneratedCode.isEndOfPath(each);
    }
  }

  private boolean isClosedCall(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call && closed.contains(call.owner, call.name);
  }

  /** Writes the addition that a charge becomes, and returns its last instruction. */
  private AbstractInsnNode replaceCharge(AbstractInsnNode charge) {
    int units = charges.units(charge);
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
    payment.add(call(PAY, "(I" + GUEST_MEMORY + ")V"));
    return payment;
  }

  /** Pays what is owed if it is not little. */
  private InsnList paymentOfSome() {
    InsnList payment = new InsnList();
    payment.add(new VarInsnNode(ILOAD, owed));
    payment.add(new VarInsnNode(ALOAD, memory));
    payment.add(call("payUnlessLittle", "(I" + GUEST_MEMORY + ")I"));
    payment.add(new VarInsnNode(ISTORE, owed));
    return payment;
  }

  /** Pays at the start of a turn, when much is owed. */
  private void payInLoop(LabelNode label) {
    FrameNode frame = Frames.at(label);
    code.insert(frame, paymentOfMuch(frame, new LabelNode()));
  }

  private InsnList paymentOfMuch(FrameNode frame, LabelNode little) {
    InsnList check = compareWithMuch(IF_ICMPLT, little);
    check.add(payment());
    check.add(little);
    check.add(Frames.copy(frame));
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
    FrameNode frame = Frames.at(loop.label());
    LabelNode entry = new LabelNode();
    LabelNode inside = new LabelNode();
    loop.jumpsBack().forEach(jump -> Loops.retarget(jump, loop.label(), inside));
    InsnList around = new InsnList();
    if (quiet.hasOutermost(loop)) {
      around.add(takeMemory());
      around.add(entry);
      around.add(Frames.copy(frame));
    }
    around.add(paymentOfMuch(frame, inside));
    around.add(compareWithMuch(IF_ICMPGE, quiet.hasOutermost(loop) ? entry : loop.label()));
    code.insert(frame, around);
  }

  private InsnList takeMemory() {
    InsnList take = new InsnList();
    take.add(new VarInsnNode(ALOAD, memory));
    take.add(call("bytes", "(" + GUEST_MEMORY + ")" + ARRAY));
    take.add(new InsnNode(DUP));
    take.add(new VarInsnNode(ASTORE, array));
    take.add(new VarInsnNode(ALOAD, memory));
    take.add(call("size", "(" + ARRAY + GUEST_MEMORY + ")I"));
    take.add(new VarInsnNode(ISTORE, size));
    return take;
  }

  /** Gives the new variables values, as frames say that they have some. */
  private void start() {
    InsnList prologue = new InsnList();
    prologue.add(new InsnNode(ICONST_0));
    prologue.add(new VarInsnNode(ISTORE, owed));
    if (!quiet.isEmpty()) {
      prologue.add(takeMemory());
    }
    prologue.add(body);
    code.insert(prologue);
  }

  /** Pays what is owed when the function fails. */
  private void payFailed() {
    LabelNode failure = new LabelNode();
    code.add(failure);
    code.add(Frames.ofHandler(variables));
    code.add(new VarInsnNode(ILOAD, owed));
    code.add(new VarInsnNode(ALOAD, memory));
    String throwable = Type.getDescriptor(Throwable.class);
    code.add(call("unwind", "(" + throwable + "I" + GUEST_MEMORY + ")" + throwable));
    code.add(new InsnNode(ATHROW));
    method.tryCatchBlocks.add(new TryCatchBlockNode(body, failure, failure, null));
    method.maxStack = Math.max(method.maxStack, 3);
  }

  private static MethodInsnNode call(String name, String descriptor) {
    return new MethodInsnNode(INVOKESTATIC, GUEST_CODE, name, descriptor, false);
  }
}
