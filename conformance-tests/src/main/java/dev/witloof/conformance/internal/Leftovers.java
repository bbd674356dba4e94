package dev.witloof.conformance.internal;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;

/** What is still there after something was opened, used and closed many times. */
public final class Leftovers {
  /** How often it is done: others' threads and files, that come by chance, are fewer. */
  public static final int ROUNDS = 20;

  private static final long THREAD_PATIENCE_MILLIS = 2_000;

  private Leftovers() {}

  /**
   * @param what is used, in the plural
   * @throws Finding when each use leaves a thread
   */
  public static void requireNoThreads(String what, Runnable use) throws InterruptedException {
    // Whatever starts with the first use may stay: class loading, pools that are shared.
    use.run();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    for (int i = 0; i < ROUNDS; i++) {
      use.run();
    }
    Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    long deadline = System.nanoTime() + THREAD_PATIENCE_MILLIS * 1_000_000;
    for (Thread thread : left) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    left.removeIf(thread -> !thread.isAlive());
    if (left.size() >= ROUNDS) {
      throw new Finding(
          "%d %s, opened and closed, leave %d threads, such as '%s'"
              .formatted(ROUNDS, what, left.size(), left.iterator().next().getName()),
          "End in close() what was started");
    }
  }

  /**
   * @param what is used, in the plural
   * @throws Finding when each use leaves a file or connection open
   */
  public static void requireNoFiles(String what, Runnable use) {
    use.run();
    long before = openFiles();
    for (int i = 0; i < ROUNDS; i++) {
      use.run();
    }
    long left = openFiles() - before;
    if (left >= ROUNDS) {
      throw new Finding(
          "%d %s, opened and closed, leave %d files or connections open"
              .formatted(ROUNDS, what, left),
          "Close in close() what was opened");
    }
  }

  private static long openFiles() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      return unix.getOpenFileDescriptorCount();
    }
    throw new NotApplicable("this system does not say how many files are open");
  }
}
