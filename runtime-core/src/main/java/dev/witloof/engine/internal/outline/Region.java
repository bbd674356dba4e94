package dev.witloof.engine.internal.outline;

import java.util.List;

/**
 * A run and how it is connected with what is around it.
 *
 * @param run the instructions
 * @param locals all locals that it mentions; the parameters first, in the same order as there
 * @param parameters how many of them are live before it
 * @param results the locals that it writes and that are live behind it
 * @param exits what it branches to outside of itself, the function for returning
 * @param falls whether it can be left at its end
 */
record Region(
    Run run, int[] locals, int parameters, int[] results, List<Integer> exits, boolean falls) {

  /** Whether a number has to tell how it was left. */
  boolean isCoded() {
    return exits.size() + (falls ? 1 : 0) > 1;
  }

  /** The number of an exit; that of the end is 0. */
  int codeOf(int exit) {
    return exit + (falls ? 1 : 0);
  }
}
