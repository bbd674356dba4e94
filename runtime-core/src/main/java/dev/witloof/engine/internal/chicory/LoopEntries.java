package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets every loop begin a turn without operands on the stack: HotSpot replaces no method while it
 * runs in a loop that has some, be they the loop's parameters or below it, so that a long call
 * would stay in its interpreter. They go through variables: they are stored before the loop and
 * where its turns end, and loaded where one begins. All loops use the same variables, since nothing
 * comes between. Functions that would grow too much by it stay as they are.
 */
final class LoopEntries {
  /** Bytes that an instruction for a variable has at most. */
  private static final int WIDE = 4;

  /** Bytes of the two jumps that a loop gets. */
  private static final int JUMPS = 2 * 3;

  private final InsnList code;
  private final Loops.Loop loop;
  private final FrameNode frame;

  /** The first of the variables, the one for each operand, and the end of them. */
  private final int first;

  private final int[] variables;
  private final int end;

  private LoopEntries(InsnList code, Loops.Loop loop, FrameNode frame, int first) {
    this.code = code;
    this.loop = loop;
    this.frame = frame;
    this.first = first;
    variables = new int[frame.stack.size()];
    int next = first;
    for (int i = 0; i < variables.length; i++) {
      variables[i] = next;
      next += slots(frame.stack.get(i));
    }
    end = next;
  }

  static void adapt(MethodNode method) {
    InsnList code = method.instructions;
    int first = method.maxLocals;
    List<LoopEntries> entries = new ArrayList<>();
    long growth = 0;
    for (Loops.Loop loop : Loops.of(code)) {
      FrameNode frame = Frames.at(loop.label());
      if (!frame.stack.isEmpty()) {
        entries.add(new LoopEntries(code, loop, frame, first));
        growth += 3L * WIDE * frame.stack.size() + JUMPS;
      }
    }
    if (growth > 0 && growth <= room(code)) {
      for (LoopEntries each : entries) {
        each.adapt();
        method.maxLocals = Math.max(method.maxLocals, each.end);
      }
    }
  }

  /** Half of what HotSpot would still compile, or the JVM take: charges and accesses want some. */
  private static int room(InsnList code) {
    int size = CodeSize.of(code);
    int rest =
        size < CodeSize.COMPILED ? CodeSize.COMPILED - size : CodeSize.MOST - CodeSize.widest(code);
    return rest / 2;
  }

  private void adapt() {
    LabelNode turn = new LabelNode();
    InsnList entry = stores();
    entry.add(turn);
    entry.add(withoutStack());
    for (int i = 0; i < variables.length; i++) {
      entry.add(new VarInsnNode(opcode(i, ILOAD), variables[i]));
    }
    code.insert(frame, entry);
    endOfTurns(turn);
  }

  /** All jumps back go through one place, which lies behind the last of them. */
  private void endOfTurns(LabelNode turn) {
    LabelNode end = new LabelNode();
    loop.jumpsBack().forEach(jump -> Loops.retarget(jump, loop.label(), end));
    AbstractInsnNode last = loop.jumpsBack().get(loop.jumpsBack().size() - 1);
    LabelNode behind = new LabelNode();
    InsnList storing = new InsnList();
    boolean fallsThrough = !GeneratedCode.isEndOfPath(last);
    if (fallsThrough) {
      storing.add(new JumpInsnNode(GOTO, behind));
    }
    storing.add(end);
    storing.add(Frames.copy(frame));
    storing.add(stores());
    storing.add(new JumpInsnNode(GOTO, turn));
    if (fallsThrough) {
      // Where a jump is not taken, the operands are those where it would go.
      storing.add(behind);
      storing.add(Frames.copy(frame));
    }
    code.insert(last, storing);
  }

  private InsnList stores() {
    InsnList stores = new InsnList();
    for (int i = variables.length - 1; i >= 0; i--) {
      stores.add(new VarInsnNode(opcode(i, ISTORE), variables[i]));
    }
    return stores;
  }

  private FrameNode withoutStack() {
    List<Object> local = new ArrayList<>(frame.local);
    int known = local.stream().mapToInt(LoopEntries::slots).sum();
    for (; known < first; known++) {
      local.add(TOP);
    }
    local.addAll(frame.stack);
    return new FrameNode(F_NEW, local.size(), local.toArray(), 0, new Object[0]);
  }

  private static int slots(Object type) {
    return type.equals(LONG) || type.equals(DOUBLE) ? 2 : 1;
  }

  /** The instruction for a variable's type, given the one for integers. */
  private int opcode(int operand, int forIntegers) {
    Object type = frame.stack.get(operand);
    if (type.equals(INTEGER)) {
      return forIntegers;
    } else if (type.equals(LONG)) {
      return forIntegers + (LLOAD - ILOAD);
    } else if (type.equals(FLOAT)) {
      return forIntegers + (FLOAD - ILOAD);
    }
    return forIntegers + (type.equals(DOUBLE) ? DLOAD - ILOAD : ALOAD - ILOAD);
  }
}
