package dev.witloof.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What {@code benchmarks/compare} starts: one part of the table of figures. */
public final class Compare {
  private static final String USAGE =
      "usage: benchmarks/compare kernels|guests|calls|loading|memory|deadlines [--quick] [NAME...]";

  private Compare() {}

  public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(args));
    boolean quick = words.remove("--quick");
    if (words.isEmpty()) {
      throw new IllegalArgumentException(USAGE);
    }
    Options options = new Options(quick, List.copyOf(words.subList(1, words.size())));
    switch (words.get(0)) {
      case "kernels" -> KernelFigures.print(options);
      case "guests" -> GuestFigures.print(options);
      case "calls" -> CallFigures.print(options);
      case "loading" -> LoadFigures.print(options);
      case "memory" -> MemoryFigures.print(options);
      case "deadlines" -> DeadlineFigures.print(options);
      default -> throw new IllegalArgumentException("no part " + words.get(0) + "; " + USAGE);
    }
  }
}
