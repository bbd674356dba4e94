package dev.witloof.benchmarks;

import dev.witloof.host.http.EgressCheckBenchmark;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link EgressCheckBenchmark} and {@link EgressBenchmark}. */
final class EgressFigures {
  private EgressFigures() {}

  static void add(Options options, Figures figures) throws RunnerException {
    Map<String, Double> check = run(EgressCheckBenchmark.class, options, Optional.empty());
    figures.atMost(
        "check of a request against ten rules, of which the last applies",
        check.get("check"),
        1000,
        " ns");
    for (String bytes : options.quick() ? new String[] {"1000"} : new String[] {"1000", "100000"}) {
      Map<String, Double> millis = run(EgressBenchmark.class, options, Optional.of(bytes));
      figures.atMost(
          "1,000 requests of " + bytes + " bytes through the host, over `java.net.http` directly",
          millis.get("host") / millis.get("direct"),
          1.1,
          "");
    }
  }

  private static Map<String, Double> run(
      Class<?> benchmark, Options options, Optional<String> bytes) throws RunnerException {
    ChainedOptionsBuilder run =
        new OptionsBuilder()
            .include(benchmark.getName() + ".")
            .jvmArgsAppend("--add-opens=java.base/java.nio=ALL-UNNAMED");
    bytes.ifPresent(size -> run.param("bytes", size));
    if (options.quick()) {
      run.warmupIterations(5).measurementIterations(5);
    }
    Collection<RunResult> results = new Runner(run.shouldFailOnError(true).build()).run();
    return results.stream()
        .collect(Collectors.toMap(r -> r.getPrimaryResult().getLabel(), Lowest::score));
  }
}
