package dev.witloof.conformance.endurance;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A long run: {@code Endurance CONNECTOR INSTANCES LOADS COMPILATIONS RUNTIMES} prints what each
 * number of lives took and left behind.
 */
public final class Endurance {
  private static final long WARMUP = 300;

  private Endurance() {}

  public static void main(String[] arguments) {
    if (arguments.length != 5) {
      System.err.println("usage: run-endurance CONNECTOR INSTANCES LOADS COMPILATIONS RUNTIMES");
      System.exit(2);
    }
    Lifecycle lives = new Lifecycle(Path.of(arguments[0]));
    long instances = Long.parseLong(arguments[1]);
    long loads = Long.parseLong(arguments[2]);
    long compilations = Long.parseLong(arguments[3]);
    long runtimes = Long.parseLong(arguments[4]);
    report(System.out, "instances", instances, () -> lives.instances(WARMUP, instances));
    report(System.out, "loads of the same code", loads, () -> lives.loads(WARMUP, loads));
    report(
        System.out,
        "loads of new code",
        compilations,
        () -> lives.compilations(WARMUP, compilations));
    report(System.out, "runtimes", runtimes, () -> lives.runtimes(WARMUP, runtimes));
  }

  private static void report(PrintStream out, String what, long count, Supplier<Footprint> run) {
    long start = System.nanoTime();
    Footprint growth = run.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    out.printf(
        Locale.ROOT, "%,d %s in %,d s; grown by: %s%n", count, what, took.toSeconds(), growth);
    out.flush();
  }
}
