package dev.witloof.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link CallBenchmark} and the whole way of {@link CrossingBenchmark}. */
final class CallFigures {
  private CallFigures() {}

  static void add(Options options, Figures figures) throws RunnerException {
    Map<String, Double> nanos =
        run(new OptionsBuilder().include(name(CallBenchmark.class, "")), Lowest::score);
    ChainedOptionsBuilder crossing =
        new OptionsBuilder()
            .include(name(CrossingBenchmark.class, "(copy|cross)"))
            .param("shape", BatchShape.NUMBERS.name());
    if (options.quick()) {
      crossing.warmupTime(TimeValue.seconds(1)).measurementTime(TimeValue.seconds(1));
    }
    Map<String, Double> millis = run(crossing, Lowest::sample);
    figures.atMost("no-op component call, compiled", nanos.get("noop"), 150, " ns");
    figures.atMost(
        "16 MiB batch, guest memory to Arrow vectors, over `System.arraycopy` of the same bytes",
        millis.get("cross") / millis.get("copy"),
        1.3,
        "");
    figures.atMost(
        "instantiate a compiled Rust component", nanos.get("instantiate") / 1e6, 0.5, " ms");
  }

  private static String name(Class<?> benchmark, String methods) {
    return benchmark.getName() + "." + methods;
  }

  private static Map<String, Double> run(
      ChainedOptionsBuilder options, Function<RunResult, Double> lowest) throws RunnerException {
    Collection<RunResult> results = new Runner(options.shouldFailOnError(true).build()).run();
    return results.stream()
        .collect(Collectors.toMap(result -> result.getPrimaryResult().getLabel(), lowest));
  }
}
