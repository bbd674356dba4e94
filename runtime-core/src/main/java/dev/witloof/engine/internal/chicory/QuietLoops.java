package dev.witloof.engine.internal.chicory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;

/**
 * The loops of a function that access its memory and call nothing, unless it ends in a trap. The
 * array and the size of the memory cannot change in one, but the JIT does not know, because paying
 * may call; so they are kept in variables from the loop's entry on.
 */
final class QuietLoops {
  private final InsnList code;
  private final Charges charges;
  private final List<Loops.Loop> outermost = new ArrayList<>();
  private final Set<Loops.Loop> all = new HashSet<>();

  /**
   * Finds them.
   *
   * @param loops all loops of the code, outer ones first
   */
  QuietLoops(InsnList code, List<Loops.Loop> loops, Charges charges) {
    this.code = code;
    this.charges = charges;
    AbstractInsnNode[] instructions = code.toArray();
    int covered = -1;
    for (Loops.Loop loop : loops) {
      if (loop.start() <= covered) {
        all.add(loop);
      } else if (isQuiet(instructions, loop)) {
        covered = loop.end();
        all.add(loop);
        outermost.add(loop);
      }
    }
  }

  private boolean isQuiet(AbstractInsnNode[] instructions, Loops.Loop loop) {
    boolean accesses = false;
    for (int i = loop.start(); i <= loop.end(); i++) {
      AbstractInsnNode each = instructions[i];
      if (charges.isCall(each) && !GeneratedCode.isDeadEnd(each)) {
        return false;
      }
      accesses |= MemoryAccesses.isAccess(each, charges.memory());
    }
    return accesses;
  }

  boolean isEmpty() {
    return outermost.isEmpty();
  }

  boolean contains(Loops.Loop loop) {
    return all.contains(loop);
  }

  /** Whether a loop is quiet, and in no other that is: the variables are set at its entry. */
  boolean hasOutermost(Loops.Loop loop) {
    return outermost.contains(loop);
  }

  /**
   * Adapts the memory accesses in and outside these loops.
   *
   * @param array the variable of the memory's array
   * @param size the variable of the memory's size
   */
  void adaptAccesses(int array, int size) {
    AbstractInsnNode[] instructions = code.toArray();
    int position = 0;
    for (Loops.Loop loop : outermost) {
      for (; position < loop.start(); position++) {
        adaptOutside(instructions[position]);
      }
      for (; position <= loop.end(); position++) {
        if (MemoryAccesses.isAccess(instructions[position], charges.memory())) {
          MemoryAccesses.toArray(code, instructions[position], array, size);
        } else {
          adaptOutside(instructions[position]);
        }
      }
    }
    for (; position < instructions.length; position++) {
      adaptOutside(instructions[position]);
    }
  }

  private void adaptOutside(AbstractInsnNode instruction) {
    if (MemoryAccesses.isAccess(instruction)) {
      MemoryAccesses.toMemory(code, instruction);
    }
  }
}
