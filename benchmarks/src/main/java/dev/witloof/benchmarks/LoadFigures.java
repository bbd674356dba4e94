package dev.witloof.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link LoadBenchmark}. */
final class LoadFigures {
  private static final double FIRST_GOAL = 1.5;

  /** What the command's launcher gives the JVM that compiles ahead. */
  private static final String COMPILE_FLAG = "-XX:TieredStopAtLevel=1";

  /** The system property that names the launcher's class-data archive; empty if it has none. */
  private static final String ARCHIVE = "witloof.benchmarks.archive";

  private static final Map<Guest, Double> CACHED_GOALS =
      Map.of(
          Guest.RUST,
          40.0,
          Guest.QUICKJS,
          250.0,
          Guest.PYTHON,
          800.0,
          Guest.STARLINGMONKEY,
          1000.0);

  private LoadFigures() {}

  static void add(Options options, Figures figures) throws RunnerException {
    List<Guest> guests =
        Stream.of(Guest.values()).filter(guest -> options.wants(guest.label())).toList();
    int forks = options.quick() ? 1 : 2;
    addFirst(guests, "firstEver", forks, List.of(), "HotSpot's defaults", figures);
    addFirst(
        guests,
        "firstEver",
        forks,
        List.of(COMPILE_FLAG),
        "the flags of witloof compile without its class archive",
        figures);
    String archive = System.getProperty(ARCHIVE, "");
    if (!archive.isEmpty()) {
      // A JVM that does not take the archive ends, so that the row is what it says.
      addFirst(
          guests,
          "firstEver",
          forks,
          List.of(COMPILE_FLAG, "-Xshare:on", "-XX:SharedArchiveFile=" + archive),
          "the flags of witloof compile and its class archive",
          figures);
    }
    addFirst(
        guests,
        "firstOfMany",
        forks,
        List.of(),
        "in a JVM that has compiled " + LoadBenchmark.OTHERS.size() + " other connectors",
        figures);
    addServed(guests, forks, figures);
    List<Guest> withGoal = guests.stream().filter(CACHED_GOALS::containsKey).toList();
    addLoads(withGoal, "again", "a runtime that has loaded it before", figures);
    addLoads(withGoal, "shared", "a new runtime with the same cache", figures);
    addLoads(withGoal, "cached", "a new runtime, from disk alone", figures);
  }

  private static void addFirst(
      List<Guest> guests, String method, int forks, List<String> flags, String how, Figures figures)
      throws RunnerException {
    for (RunResult result : run(guests, method, forks, flags)) {
      addFirst("first-ever load, " + how, result, Lowest.score(result), figures);
    }
  }

  private static void addFirst(String what, RunResult result, double millis, Figures figures) {
    double wasmtime = Lowest.counter(result, "wasmtime");
    figures.atMost(
        "%s, over wasmtime's compile, %s (%.1f s, %.1f s)"
            .formatted(what, guest(result).label(), millis / 1000, wasmtime / 1000),
        millis / wasmtime,
        FIRST_GOAL,
        "");
  }

  private static void addServed(List<Guest> guests, int forks, Figures figures)
      throws RunnerException {
    for (RunResult result : run(guests, "firstServed", forks, List.of())) {
      String how = ", compiled in the background";
      addFirst("first-ever load" + how, result, Lowest.counter(result, "loading"), figures);
      addFirst("first-ever load to first batch" + how, result, Lowest.score(result), figures);
    }
  }

  private static void addLoads(List<Guest> guests, String method, String where, Figures figures)
      throws RunnerException {
    for (RunResult result : run(guests, method, 1, List.of())) {
      figures.atMost(
          "warm-cache load to first batch, in a warmed JVM, in %s: %s"
              .formatted(where, guest(result).label()),
          Lowest.score(result),
          CACHED_GOALS.get(guest(result)),
          " ms");
    }
  }

  private static Guest guest(RunResult result) {
    return Guest.valueOf(result.getParams().getParam("guest"));
  }

  private static Iterable<RunResult> run(
      List<Guest> guests, String method, int forks, List<String> flags) throws RunnerException {
    if (guests.isEmpty()) {
      return List.of();
    }
    List<String> jvm = new ArrayList<>(flags);
    jvm.addAll(List.of(LoadBenchmark.HEAP, LoadBenchmark.OPENS));
    return new Runner(
            new OptionsBuilder()
                .include(LoadBenchmark.class.getName() + "." + method + "$")
                .param("guest", guests.stream().map(Guest::name).toArray(String[]::new))
                .forks(forks)
                .jvmArgsAppend(jvm.toArray(String[]::new))
                .shouldFailOnError(true)
                .build())
        .run();
  }
}
