package dev.witloof.benchmarks;

import dev.witloof.engine.Engine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link SpinBenchmark} and {@link BlockedBenchmark}: how far deadlines are overshot. */
final class DeadlineFigures {
  private static final String BLOCKED = "blocked host call";
  private static final double COMPILED_GOAL = 2;
  private static final double INTERPRETED_GOAL = 20;

  private DeadlineFigures() {}

  /** The 99th percentile beyond the deadline, in milliseconds. */
  private record Overshoot(Engine.Mode mode, String loop, double millis) {}

  static void add(Options options, Figures figures) throws RunnerException {
    List<RunResult> results = new ArrayList<>();
    results.addAll(
        run(SpinBenchmark.class, options.quick() ? 500 : 1000, options.quick() ? 1000 : 3000));
    // A call that waits runs no code meanwhile: it takes longer until HotSpot has compiled it.
    results.addAll(
        run(
            BlockedBenchmark.class,
            options.quick() ? 10_000 : 20_000,
            options.quick() ? 5_000 : 15_000));
    List<Overshoot> overshoots = new ArrayList<>();
    for (RunResult result : results) {
      overshoots.add(
          new Overshoot(
              Engine.Mode.valueOf(result.getParams().getParam("mode")),
              Optional.ofNullable(result.getParams().getParam("loop")).orElse(BLOCKED),
              result.getPrimaryResult().getStatistics().getPercentile(99) - SpinBenchmark.MILLIS));
    }
    System.out.println();
    System.out.println("| deadline overshoot, 99th percentile | mode | ms |");
    System.out.println("|---|---|---|");
    for (Overshoot overshoot : overshoots) {
      System.out.printf(
          "| %s | %s | %.2f |%n",
          overshoot.loop, overshoot.mode.name().toLowerCase(Locale.ROOT), overshoot.millis);
    }
    for (Engine.Mode mode : Engine.Mode.values()) {
      List<Overshoot> own = overshoots.stream().filter(each -> each.mode == mode).toList();
      Predicate<Overshoot> blocked = each -> each.loop.equals(BLOCKED);
      Predicate<Overshoot> growing = each -> SpinBenchmark.isGrowing(each.loop);
      worst("loop or bulk operation", own, blocked.or(growing).negate(), figures);
      worst("growth", own, growing, figures);
      worst("host call", own, blocked, figures);
    }
  }

  private static Collection<RunResult> run(Class<?> benchmark, int warmUp, int measurement)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(benchmark.getName())
                .warmupTime(TimeValue.milliseconds(warmUp))
                .measurementTime(TimeValue.milliseconds(measurement))
                .shouldFailOnError(true)
                .build())
        .run();
  }

  private static void worst(
      String what, List<Overshoot> all, Predicate<Overshoot> wanted, Figures figures) {
    Overshoot worst =
        all.stream()
            .filter(wanted)
            .max(Comparator.comparingDouble(Overshoot::millis))
            .orElseThrow();
    boolean compiled = worst.mode == Engine.Mode.COMPILER;
    figures.atMost(
        "deadline overshoot, 99th percentile, worst %s (%s), %s"
            .formatted(what, worst.loop, compiled ? "compiled" : "interpreted"),
        worst.millis,
        compiled ? COMPILED_GOAL : INTERPRETED_GOAL,
        " ms");
  }
}
