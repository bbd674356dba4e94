package dev.witloof.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link GuestBenchmark} at HotSpot's defaults and with the launcher's flags. */
final class GuestFigures {
  /** What {@code launch.sh} starts the JVM with, so that HotSpot compiles large methods. */
  static final List<String> LAUNCHER_FLAGS =
      List.of(
          "-XX:-DontCompileHugeMethods",
          "-XX:MaxNodeLimit=240000",
          "-XX:NodeLimitFudgeFactor=8000");

  private static final double RUST_GOAL = 1.5;
  private static final double LAUNCHER_GOAL = 4;
  private static final double DEFAULT_GOAL = 15;

  /** Seconds: HotSpot goes on compiling SpiderMonkey for two minutes. */
  private static final int WARM_UP = 180;

  private static final int QUICK_WARM_UP = 45;

  private GuestFigures() {}

  /** Milliseconds a batch. */
  private record Next(double ours, double wasmtime, double conversion) {
    double ratio() {
      return ours / wasmtime;
    }

    double ratioToGuest() {
      return ours / (wasmtime - conversion);
    }

    /** Whether what is left to wasmtime's guest is more than what runs differ by. */
    boolean tellsGuest() {
      return wasmtime - conversion > wasmtime / 10;
    }
  }

  static void add(Options options, Figures figures) throws RunnerException {
    List<Guest> guests =
        Stream.of(Guest.values()).filter(guest -> options.wants(guest.label())).toList();
    Map<Guest, Next> launcher = run(guests, LAUNCHER_FLAGS, options.quick());
    Map<Guest, Next> defaults = run(guests, List.of(), options.quick());
    System.out.println();
    System.out.println(
        "| `next` of | launcher flags, ms | default flags | wasmtime's C API | of that for list<u8> |");
    System.out.println("|---|---|---|---|---|");
    for (Guest guest : guests) {
      Next fast = launcher.get(guest);
      Next slow = defaults.get(guest);
      System.out.printf(
          "| %s | %.3f | %.3f | %.3f | %.3f |%n",
          guest.label(), fast.ours, slow.ours, fast.wasmtime, fast.conversion);
      double goal = guest == Guest.RUST ? RUST_GOAL : LAUNCHER_GOAL;
      String what = "`next` over wasmtime's C API, " + guest.label();
      add(what, "launcher flags", fast, goal, figures);
      add(what, "default flags", slow, DEFAULT_GOAL, figures);
    }
  }

  private static void add(String what, String flags, Next next, double goal, Figures figures) {
    figures.atMost(what + ", " + flags, next.ratio(), goal, "");
    String bare = what + ", less its list<u8>, " + flags;
    if (next.tellsGuest()) {
      figures.atMost(bare, next.ratioToGuest(), goal, "");
    } else {
      System.out.printf(
          "%nNo figure for %s: of wasmtime's %.3f ms, %.3f were for it.%n",
          bare, next.wasmtime, next.conversion);
    }
  }

  private static Map<Guest, Next> run(List<Guest> guests, List<String> flags, boolean quick)
      throws RunnerException {
    List<String> jvm = new ArrayList<>(flags);
    jvm.add("-Xmx3g");
    jvm.add("-Xbatch");
    jvm.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(GuestBenchmark.class.getName() + ".next")
                    .param("guest", guests.stream().map(Guest::name).toArray(String[]::new))
                    .jvmArgsAppend(jvm.toArray(String[]::new))
                    .param("warmUpSeconds", Integer.toString(quick ? QUICK_WARM_UP : WARM_UP))
                    .measurementIterations(quick ? 6 : 20)
                    .shouldFailOnError(true)
                    .build())
            .run();
    Map<Guest, Next> nexts = new TreeMap<>();
    for (RunResult result : results) {
      nexts.put(
          Guest.valueOf(result.getParams().getParam("guest")),
          new Next(
              Lowest.sample(result),
              Lowest.counter(result, "wasmtime"),
              Lowest.counter(result, "conversion")));
    }
    return nexts;
  }
}
