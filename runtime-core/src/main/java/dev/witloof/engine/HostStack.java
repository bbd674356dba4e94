package dev.witloof.engine;

/**
 * The stack that is left for a host function. It is the guest who chooses how deep it calls from,
 * and a host that runs out of stack halfway leaves behind classes that nobody in the JVM can use,
 * or half of what it was to do. So whoever is about to do something that must not end halfway looks
 * first whether there is room.
 */
public final class HostStack {
  /**
   * Each has twenty numbers to keep, which is some 200 bytes of stack when the JVM has compiled the
   * method, and twice that before.
   */
  private static final int FRAMES = 350;

  private HostStack() {}

  /**
   * Returns when there are at least 64 KiB of stack left. It takes a few microseconds.
   *
   * @throws StackOverflowError when there are not; of a host function, it becomes a trap
   */
  public static void requireRoom() {
    descend(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
  }

  /** What is needed after the call must be kept in the frame meanwhile. */
  private static long descend(
      int frames,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g,
      long h,
      long i,
      long j,
      long k,
      long l,
      long m,
      long n,
      long o,
      long p,
      long q,
      long r,
      long s,
      long t) {
    if (frames == 0) {
      return 0;
    }
    long below =
        descend(frames - 1, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, a + frames);
    return below + a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t;
  }
}
