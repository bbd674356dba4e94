package dev.witloof.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** What {@code benchmarks/compare} starts: measures a part of the table of figures, or all. */
public final class Compare {
  private static final List<String> PARTS =
      List.of("kernels", "guests", "calls", "loading", "memory", "deadlines", "egress");
  private static final String USAGE =
      "usage: benchmarks/compare all|" + String.join("|", PARTS) + " [--quick] [NAME...]";

  private Compare() {}

  /**
   * Arguments: {@code all} or a part, {@code --quick}, and names of the part's kernels or guests.
   */
  public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    List<String> words = new ArrayList<>(List.of(args));
    boolean quick = words.remove("--quick");
    if (words.isEmpty()) {
      throw new IllegalArgumentException(USAGE);
    }
    Options options = new Options(quick, List.copyOf(words.subList(1, words.size())));
    List<String> parts = words.get(0).equals("all") ? PARTS : words.subList(0, 1);
    requireNames(words.get(0), options);
    requireGuests(parts, options);
    Figures figures = new Figures();
    for (String part : parts) {
      measure(part, options, figures);
      // The rows so far, as what comes may fail hours later.
      figures.print();
    }
  }

  /** JMH takes no names for all names, and so would measure something else. */
  private static void requireNames(String part, Options options) {
    List<String> names =
        switch (part) {
          case "kernels" -> Kernel.all().stream().map(Kernel::name).toList();
          case "guests", "loading" -> Stream.of(Guest.values()).map(Guest::label).toList();
          default -> List.of();
        };
    for (String name : options.only()) {
      if (names.stream().noneMatch(name::equalsIgnoreCase)) {
        String those = names.isEmpty() ? "takes no names" : "has only " + String.join(", ", names);
        throw new IllegalArgumentException(name + ": " + part + " " + those + "; " + USAGE);
      }
    }
  }

  private static void requireGuests(List<String> parts, Options options) {
    if (parts.contains("guests") || parts.contains("loading")) {
      Stream.of(Guest.values()).filter(guest -> options.wants(guest.label())).forEach(Guest::file);
    }
    if (parts.contains("memory")) {
      Guest.PYTHON.file();
    }
  }

  private static void measure(String part, Options options, Figures figures)
      throws RunnerException, IOException, InterruptedException {
    switch (part) {
      case "kernels" -> KernelFigures.add(options, figures);
      case "guests" -> GuestFigures.add(options, figures);
      case "calls" -> CallFigures.add(options, figures);
      case "loading" -> LoadFigures.add(options, figures);
      case "memory" -> MemoryFigures.add(options, figures);
      case "deadlines" -> DeadlineFigures.add(options, figures);
      case "egress" -> EgressFigures.add(options, figures);
      default -> throw new IllegalArgumentException("no part " + part + "; " + USAGE);
    }
  }
}
