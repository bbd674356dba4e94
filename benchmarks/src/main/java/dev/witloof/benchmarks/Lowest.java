package dev.witloof.benchmarks;

import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What figures are made of: the fastest call of a run, which is nearest to what an idle machine
 * takes.
 */
final class Lowest {
  private Lowest() {}

  /** The lowest sample of the benchmark itself, in its unit. */
  static double sample(RunResult result) {
    return over(result, iteration -> iteration.getPrimaryResult().getStatistics().getMin());
  }

  /** The lowest score of an iteration: in single shots, its only sample. */
  static double score(RunResult result) {
    return over(result, iteration -> iteration.getPrimaryResult().getScore());
  }

  /** The lowest value that a rival's counter had after any iteration. */
  static double counter(RunResult result, String name) {
    return over(result, iteration -> iteration.getSecondaryResults().get(name).getScore());
  }

  private static double over(RunResult result, ToDoubleFunction<IterationResult> score) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .mapToDouble(score)
        .min()
        .orElseThrow();
  }
}
