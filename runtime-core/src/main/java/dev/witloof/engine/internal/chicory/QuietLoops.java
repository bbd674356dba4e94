package dev.witloof.engine.internal.chicory;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;

/**
 * The loops of a function that access its memory and call nothing, unless it ends in a trap. The
 * array and the size of the memory cannot change in one, but the JIT does not know, because paying
 * may call; so they are kept in variables from the loop's entry on.
 */
final class QuietLoops {
  /**
   * Instructions, labels and frames of a function, of which more are left alone: what C2 makes of
   * loops without calls can grow beyond what it is ready to compile.
   */
  private static final int MOST_INSTRUCTIONS = 1_500;

  private final InsnList code;
  private final Charges charges;

  /** Those in no other, with where they end. */
  private final Map<Loops.Loop, Integer> outermost = new LinkedHashMap<>();

  private final Set<Loops.Loop> all = new HashSet<>();

  /**
   * Finds them.
   *
   * @param loops all loops of the code, outer ones first
   */
  QuietLoops(InsnList code, List<Loops.Loop> loops, Charges charges) {
    this.code = code;
    this.charges = charges;
    if (code.size() > MOST_INSTRUCTIONS) {
      return;
    }
    AbstractInsnNode[] instructions = code.toArray();
    int covered = -1;
    for (int i = 0; i < loops.size(); i++) {
      Loops.Loop loop = loops.get(i);
      if (loop.start() <= covered) {
        all.add(loop);
      } else {
        int end = end(loops, i);
        if (isQuiet(instructions, loop.start(), end)) {
          covered = end;
          all.add(loop);
          outermost.put(loop, end);
        }
      }
    }
  }

  /** Where a loop ends with those that begin in it: one can go on behind its last jump back. */
  private static int end(List<Loops.Loop> loops, int outer) {
    int end = loops.get(outer).end();
    for (int i = outer + 1; i < loops.size() && loops.get(i).start() <= end; i++) {
      end = Math.max(end, loops.get(i).end());
    }
    return end;
  }

  private boolean isQuiet(AbstractInsnNode[] instructions, int start, int end) {
    boolean accesses = false;
    for (int i = start; i <= end; i++) {
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
    return outermost.containsKey(loop);
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
    for (Map.Entry<Loops.Loop, Integer> loop : outermost.entrySet()) {
      for (; position < loop.getKey().start(); position++) {
        adaptOutside(instructions[position]);
      }
      for (; position <= loop.getValue(); position++) {
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
