package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.HostStack;

/**
 * Sees to it that a host function has stack left when it is called for the first times. What it
 * needs then is initialised; a class whose initialisation ends for lack of stack can never be used
 * again, in the whole JVM, and it is the guest who chooses how deep its stack is.
 *
 * <p>Later calls go unchecked, as a check takes longer than many host functions: those that need it
 * look themselves.
 */
final class StackRoom {
  private static final int CHECKED_CALLS = 32;

  /** May be changed by several threads at once: a check more or less does not matter. */
  private int left = CHECKED_CALLS;

  /** Throws a {@link StackOverflowError} rather than let the host run into one. */
  void check() {
    if (left > 0) {
      HostStack.requireRoom();
      left--;
    }
  }
}
