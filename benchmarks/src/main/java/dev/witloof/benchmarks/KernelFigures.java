package dev.witloof.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link KernelBenchmark} with every kernel and prints the table of the README. */
final class KernelFigures {
  private KernelFigures() {}

  /** The milliseconds of the fastest call of all turns, for each engine. */
  private record Row(
      String kernel, double metered, double chicory, double wasmtime, double wasmtimeFuel) {}

  static void add(Options options, Figures figures) throws RunnerException {
    int turns = options.quick() ? 10 : 30;
    List<String> names = Kernel.all().stream().map(Kernel::name).filter(options::wants).toList();
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(KernelBenchmark.class.getName() + ".metered")
                    .param("kernel", names.toArray(String[]::new))
                    .measurementIterations(turns)
                    .shouldFailOnError(true)
                    .build())
            .run();
    List<Row> rows = new ArrayList<>();
    for (RunResult result : results) {
      String kernel = result.getParams().getParam("kernel");
      rows.add(
          new Row(
              kernel,
              Lowest.sample(result),
              Lowest.counter(result, "chicory"),
              Lowest.counter(result, "wasmtime"),
              Lowest.counter(result, "wasmtimeFuel")));
    }
    print(rows, figures);
  }

  private static void print(List<Row> rows, Figures figures) {
    System.out.println();
    System.out.println(
        "| kernel | metered, ms | Chicory | wasmtime | wasmtime, fuel "
            + "| over wasmtime | over wasmtime with fuel | over Chicory |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (Row row : rows) {
      System.out.printf(
          "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
          row.kernel,
          row.metered,
          row.chicory,
          row.wasmtime,
          row.wasmtimeFuel,
          row.metered / row.wasmtime,
          row.metered / row.wasmtimeFuel,
          row.metered / row.chicory);
    }
    double toWasmtime = mean(rows, row -> row.metered / row.wasmtime);
    double toFuel = mean(rows, row -> row.metered / row.wasmtimeFuel);
    double toChicory = mean(rows, row -> row.metered / row.chicory);
    System.out.printf(
        "| geometric mean | | | | | %.2f | %.2f | %.2f |%n", toWasmtime, toFuel, toChicory);
    double worst = rows.stream().mapToDouble(row -> row.metered / row.wasmtime).max().orElseThrow();
    figures.atMost(
        "kernels, metered, geometric mean over wasmtime without fuel",
        toWasmtime,
        Runtime.version().feature() < 25 ? 1.20 : 1.10,
        "");
    figures.atMost("the same over wasmtime with fuel on", toFuel, 0.80, "");
    figures.atMost(
        "metered over stock unmetered Chicory with its best memory", toChicory, 0.85, "");
    figures.atMost("worst kernel over wasmtime without fuel", worst, 2.0, "");
  }

  private static double mean(List<Row> rows, ToDoubleFunction<Row> ratio) {
    double logs = rows.stream().mapToDouble(row -> Math.log(ratio.applyAsDouble(row))).sum();
    return Math.exp(logs / rows.size());
  }
}
