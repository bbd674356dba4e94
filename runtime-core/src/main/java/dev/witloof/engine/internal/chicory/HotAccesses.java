package dev.witloof.engine.internal.chicory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes memory accesses out where HotSpot may leave them calls. C2 stops inlining into a method
 * when 8000 bytes of bytecode have come together in it, or 18,000 nodes of its graph, which no flag
 * of a released JVM changes, and a call in the place of a load makes a loop several times slower.
 * How many nodes there are depends on what guest functions it has inlined before, so no method is
 * safe from that but those that are inlined themselves. What an access is written out as is not
 * subject to it: instructions, intrinsics, and methods of the JDK that are always inlined. It is
 * longer than a call, so only accesses in loops are written out, those in inner loops first, and no
 * method grows beyond what HotSpot compiles at its default flags. In those that are longer already,
 * which it compiles by the launcher's flags, all accesses in loops are.
 */
final class HotAccesses {
  /**
   * Accesses of a method, of which more are too many for C1's virtual registers. It compiles no
   * large methods in any case.
   */
  private static final int MOST = 64;

  /** Bytes of a method that C2 inlines where it is often called; it shall not grow beyond that. */
  private static final int INLINED = 325;

  private record Access(MethodInsnNode call, int depth) {}

  private final MethodNode method;
  private final List<Access> accesses = new ArrayList<>();

  private HotAccesses(MethodNode method) {
    this.method = method;
  }

  /** Writes out what is worth it. Comes last, as it asks how large the method is. */
  static void adapt(MethodNode method) {
    HotAccesses hot = new HotAccesses(method);
    int size = CodeSize.of(method.instructions);
    if (size > INLINED) {
      hot.find();
      if (size < CodeSize.COMPILED) {
        hot.write(MOST, CodeSize.COMPILED - size);
      } else if (CodeSize.least(method.instructions) > CodeSize.COMPILED) {
        hot.write(Integer.MAX_VALUE, CodeSize.MOST - CodeSize.widest(method.instructions));
      }
    }
  }

  private void find() {
    List<Loops.Loop> loops = Loops.of(method.instructions);
    int position = 0;
    for (AbstractInsnNode each : method.instructions) {
      if (WrittenAccess.isCall(each)) {
        accesses.add(new Access((MethodInsnNode) each, depth(loops, position)));
      }
      position++;
    }
  }

  private static int depth(List<Loops.Loop> loops, int position) {
    int depth = 0;
    for (Loops.Loop loop : loops) {
      if (loop.start() <= position && position <= loop.end()) {
        depth++;
      }
    }
    return depth;
  }

  private void write(int most, int room) {
    List<Access> hottest =
        accesses.stream()
            .filter(access -> access.depth() > 0)
            .sorted(Comparator.comparingInt(Access::depth).reversed())
            .limit(most)
            .toList();
    if (hottest.isEmpty()) {
      return;
    }
    int variable = method.maxLocals;
    int left = room;
    for (Access each : hottest) {
      WrittenAccess written = WrittenAccess.of(each.call(), variable);
      if (written.growth() <= left) {
        left -= written.growth();
        written.replace(method.instructions);
      }
    }
    method.maxLocals += WrittenAccess.VARIABLES;
    method.maxStack += AccessCode.STACK;
  }
}
