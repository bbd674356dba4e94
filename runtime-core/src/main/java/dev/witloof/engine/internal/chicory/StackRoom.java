package dev.witloof.engine.internal.chicory;

/**
 * Sees to it that a host function has stack left when it is called for the first times. What it
 * needs then is initialised; a class whose initialisation ends for lack of stack can never be used
 * again, in the whole JVM, and it is the guest who chooses how deep its stack is.
 *
 * <p>Later calls go unchecked, as a check takes longer than many host functions.
 */
final class StackRoom {
  private static final int CHECKED_CALLS = 32;

  /** Frames to have room for: some 100 KiB. */
  private static final int FRAMES = 1_000;

  /** May be changed by several threads at once: a check more or less does not matter. */
  private int left = CHECKED_CALLS;

  /** Throws a {@link StackOverflowError} rather than let the host run into one. */
  void check() {
    if (left > 0) {
      descend(FRAMES, left, left, left, left, left, left);
      left--;
    }
  }

  /** What is needed after the call keeps frames as large when the JVM compiles them. */
  private static long descend(int frames, long a, long b, long c, long d, long e, long f) {
    return frames == 0 ? 0 : a + b + c + d + e + f + descend(frames - 1, b, c, d, e, f, a + frames);
  }
}
