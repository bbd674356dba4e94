package dev.witloof.benchmarks.rival;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Runs work until HotSpot has nothing more to compile for it. A fixed time would not do: on a busy
 * machine the compiler may get to a method only after it. For the same reason the JVM wants {@code
 * -Xbatch}, by which a method that is to be compiled waits for that.
 */
public final class WarmUp {
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final int CALLS = 100;

  private WarmUp() {}

  /**
   * Runs the work until nothing was compiled for half a second and a hundred calls, at most as long
   * as given.
   */
  public static void run(Runnable work, Duration longest) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long end = System.nanoTime() + longest.toNanos();
    long compiled = -1;
    long quietSince = System.nanoTime();
    int quietCalls = 0;
    while (System.nanoTime() < end
        && (quietCalls < CALLS || System.nanoTime() - quietSince < QUIET.toNanos())) {
      work.run();
      quietCalls++;
      long now = compiler.getTotalCompilationTime();
      if (now != compiled) {
        compiled = now;
        quietSince = System.nanoTime();
        quietCalls = 0;
      }
    }
  }
}
