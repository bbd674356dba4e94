package dev.witloof.conformance.internal;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** What is still there after something was opened, used and closed many times. */
public final class Leftovers {
  /** How often it is done: others' threads and files, that come by chance, are fewer. */
  private static final int ROUNDS = 20;

  private static final long THREAD_PATIENCE_MILLIS = 2_000;

  private final String what;
  private final Set<Thread> threads;
  private final OptionalLong files;

  private Leftovers(String what, Set<Thread> threads, OptionalLong files) {
    this.what = what;
    this.threads = threads;
    this.files = files;
  }

  /**
   * What is left of twenty uses.
   *
   * @param what is used, in the plural
   */
  public static Leftovers of(String what, Runnable use) {
    // Whatever starts with the first use may stay: class loading, pools that are shared.
    use.run();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    OptionalLong openBefore = openFiles();
    for (int i = 0; i < ROUNDS; i++) {
      use.run();
    }
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeAll(before);
    OptionalLong openAfter = openFiles();
    OptionalLong files =
        openBefore.isPresent() && openAfter.isPresent()
            ? OptionalLong.of(openAfter.getAsLong() - openBefore.getAsLong())
            : OptionalLong.empty();
    return new Leftovers(what, threads, files);
  }

  private static OptionalLong openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? OptionalLong.of(unix.getOpenFileDescriptorCount())
        : OptionalLong.empty();
  }

  /**
   * @throws Finding when each use leaves a thread that does not end soon
   */
  public void requireNoThreads() throws InterruptedException {
    long deadline = System.nanoTime() + THREAD_PATIENCE_MILLIS * 1_000_000;
    for (Thread thread : threads) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    threads.removeIf(thread -> !thread.isAlive());
    if (threads.size() >= ROUNDS) {
      throw new Finding(
          "%d %s, opened and closed, leave %d threads, such as '%s'"
              .formatted(ROUNDS, what, threads.size(), threads.iterator().next().getName()),
          "End in close() what was started");
    }
  }

  /**
   * @throws Finding when each use leaves a file or connection open
   */
  public void requireNoFiles() {
    long left =
        files.orElseThrow(
            () -> new NotApplicable("this system does not say how many files are open"));
    if (left >= ROUNDS) {
      throw new Finding(
          "%d %s, opened and closed, leave %d files or connections open"
              .formatted(ROUNDS, what, left),
          "Close in close() what was opened");
    }
  }
}
