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
 * where its turns end, and loaded where one begins.
 */
final class LoopEntries {
  private final MethodNode method;
  private final Loops.Loop loop;
  private final FrameNode frame;

  /** The first of the variables, and one for each operand. */
  private final int first;

  private final int[] variables;

  private LoopEntries(MethodNode method, Loops.Loop loop, FrameNode frame) {
    this.method = method;
    this.loop = loop;
    this.frame = frame;
    first = method.maxLocals;
    variables = new int[frame.stack.size()];
    for (int i = 0; i < variables.length; i++) {
      variables[i] = method.maxLocals;
      method.maxLocals += slots(frame.stack.get(i));
    }
  }

  static void adapt(MethodNode method) {
    for (Loops.Loop loop : Loops.of(method.instructions)) {
      FrameNode frame = Frames.at(loop.label());
      if (!frame.stack.isEmpty()) {
        new LoopEntries(method, loop, frame).adapt();
      }
    }
  }

  private void adapt() {
    LabelNode turn = new LabelNode();
    InsnList entry = stores();
    entry.add(turn);
    entry.add(withoutStack());
    for (int i = 0; i < variables.length; i++) {
      entry.add(new VarInsnNode(opcode(i, ILOAD), variables[i]));
    }
    method.instructions.insert(frame, entry);
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
    method.instructions.insert(last, storing);
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
