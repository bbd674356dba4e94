package dev.witloof.conformance.internal;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is still there after something was opened, used and closed many times. */
public final class Leftovers {
  /** How often it is done: others' threads and files, that come by chance, are fewer. */
  private static final int ROUNDS = 20;

  private static final int MOST_OF_THEM = 15;

  private static final long THREAD_PATIENCE_MILLIS = 2_000;
  private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();

  private final String what;
  private final Set<Thread> threads;
  private final int usesThatLeaveFiles;
  private final Map<String, Integer> temporaryFiles;

  private Leftovers(
      String what,
      Set<Thread> threads,
      int usesThatLeaveFiles,
      Map<String, Integer> temporaryFiles) {
    this.what = what;
    this.threads = threads;
    this.usesThatLeaveFiles = usesThatLeaveFiles;
    this.temporaryFiles = temporaryFiles;
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
    int leaving = 0;
    Map<String, Integer> temporary = new TreeMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      long open = openFiles();
      Set<String> there = temporaryFiles();
      use.run();
      // Counted use by use, for files that were left are closed when garbage is collected.
      leaving += openFiles() > open ? 1 : 0;
      Set<String> added = temporaryFiles();
      added.removeAll(there);
      added.stream()
          .map(Leftovers::kind)
          .distinct()
          .forEach(k -> temporary.merge(k, 1, Integer::sum));
    }
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeAll(before);
    return new Leftovers(what, threads, leaving, temporary);
  }

  private static Set<String> temporaryFiles() {
    String[] names = new File(System.getProperty("java.io.tmpdir")).list();
    return names == null ? new HashSet<>() : new HashSet<>(List.of(names));
  }

  /** Files of one kind have names that differ in digits. */
  private static String kind(String name) {
    return name.replaceAll("[0-9]+", "…");
  }

  /** How many there are, always the same when the system does not say. */
  private static long openFiles() {
    return SYSTEM instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
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
    if (!(SYSTEM instanceof UnixOperatingSystemMXBean)) {
      throw new NotApplicable("this system does not say how many files are open");
    }
    if (usesThatLeaveFiles >= MOST_OF_THEM) {
      throw new Finding(
          "%d of %d %s, opened and closed, leave files or connections open"
              .formatted(usesThatLeaveFiles, ROUNDS, what),
          "Close in close() what was opened");
    }
  }

  /**
   * @throws Finding when each use leaves a file in the folder for temporary ones
   */
  public void requireNoTemporaryFiles() {
    temporaryFiles.forEach(
        (kind, uses) -> {
          if (uses >= MOST_OF_THEM) {
            throw new Finding(
                "%d of %d %s, opened and closed, leave a temporary file such as '%s'"
                    .formatted(uses, ROUNDS, what, kind),
                "Delete in close() what was made, or a long run fills the disk");
          }
        });
  }
}
