package dev.witloof.conformance.endurance;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What this JVM holds, or by how much that has grown.
 *
 * @param heap bytes in use after garbage collections
 * @param metaspace bytes in use
 * @param classes loaded and not unloaded
 * @param threads alive
 * @param files open file descriptors; 0 where the system does not tell
 * @param direct bytes of direct buffers
 * @param arrow bytes that Arrow's allocator has given out
 */
public record Footprint(
    long heap, long metaspace, long classes, long threads, long files, long direct, long arrow) {
  private static final int COLLECTIONS = 4;

  /** Elements that an array may surely have. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  /**
   * Measures what is there when heap is short, since a runtime keeps code for as long as it is not,
   * and after several collections: classes are unloaded a collection after their last use.
   */
  static Footprint measure(BufferAllocator arrow) {
    clearSoftReferences();
    return measure(arrow, COLLECTIONS);
  }

  /** A JVM clears them all before it says that it is out of memory. */
  private static void clearSoftReferences() {
    SoftReference<Object> kept = new SoftReference<>(new Object());
    List<long[]> taken = new ArrayList<>();
    try {
      while (!kept.refersTo(null)) {
        // Mostly more than the heap at once, so that nobody else in this JVM goes short.
        taken.add(new long[LONGEST]);
      }
    } catch (OutOfMemoryError e) {
      taken.clear();
    }
    if (!kept.refersTo(null)) {
      throw new IllegalStateException("this JVM keeps soft references when it is out of memory");
    }
  }

  /** Measures after so many collections, the fewer of which are quicker and leave more. */
  public static Footprint measure(BufferAllocator arrow, int collections) {
    Runtime runtime = Runtime.getRuntime();
    long heap = Long.MAX_VALUE;
    for (int i = 0; i < collections; i++) {
      System.gc();
      heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
    }
    return new Footprint(
        heap,
        metaspaceInUse(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        openFiles(),
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum(),
        arrow.getAllocatedMemory());
  }

  private static long metaspaceInUse() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
        .sum();
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /** By how much each number is larger than before. */
  public Footprint since(Footprint before) {
    return new Footprint(
        heap - before.heap,
        metaspace - before.metaspace,
        classes - before.classes,
        threads - before.threads,
        files - before.files,
        direct - before.direct,
        arrow - before.arrow);
  }

  /** One line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "heap %,d KiB, metaspace %,d KiB, classes %d, threads %d, files %d, direct %,d B, arrow %,d B",
        heap >> 10,
        metaspace >> 10,
        classes,
        threads,
        files,
        direct,
        arrow);
  }
}
