package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Functions that HotSpot compiles whole, but not well: with so many accesses to memory in loops
 * that no more of them are written out, and so close together that C2 stops inlining before it has
 * come to the others. Cut into parts, all are fast. Where they are further apart, calls of the
 * parts cost more than they gain, and so they do in functions that are cut anyway: those that
 * interpret became twice as slow.
 */
final class HotFunction {
  /** An estimate of JVM code from which on a function is looked at. */
  static final int SIZE = 5_000;

  /** Accesses that are written out in one method. */
  private static final int ACCESSES = 64;

  /** JVM code for each of the accesses, at most: sorts have 25 to 35, trees and strings 60. */
  private static final int CLOSE = 60;

  private static final OutlineThreshold CUT = new OutlineThreshold(3_000, 100);

  private HotFunction() {}

  /** What a function is to be cut by; {@code threshold} unless it is one of these. */
  static OutlineThreshold threshold(Code code, OutlineThreshold threshold) {
    if (!threshold.equals(OutlineThreshold.DEFAULT)
        || code.size() <= SIZE
        || code.size() > threshold.function()) {
      return threshold;
    }
    int accesses = accessesInLoops(code);
    return accesses > ACCESSES && CLOSE * accesses > code.size() ? CUT : threshold;
  }

  private static int accessesInLoops(Code code) {
    Deque<Integer> open = new ArrayDeque<>();
    int loops = 0;
    int accesses = 0;
    for (int i = 0; i < code.count; i++) {
      int opcode = code.opcode[i];
      if (code.opens(i)) {
        open.push(opcode);
        loops += opcode == LOOP ? 1 : 0;
      } else if (opcode == END && !open.isEmpty()) {
        loops -= open.pop() == LOOP ? 1 : 0;
      } else if (loops > 0 && isAccess(opcode)) {
        accesses++;
      }
    }
    return accesses;
  }

  private static boolean isAccess(int opcode) {
    return opcode >= FIRST_LOAD && opcode <= LAST_STORE;
  }
}
