package dev.witloof.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Rows of the table of figures: what was reached beside the goal, as Markdown. */
final class Figures {
  private final List<String> rows = new ArrayList<>();

  /**
   * Adds a row.
   *
   * @param unit with a space in front, or empty for a ratio
   */
  void atMost(String what, double reached, double goal, String unit) {
    rows.add(
        "| %s | ≤ %s%s | %s%s | %s |"
            .formatted(
                what,
                digits(goal),
                unit,
                digits(reached),
                unit,
                reached <= goal ? "reached" : "**missed**"));
  }

  /** Adds a row for what cannot be put as a number: what happened in words. */
  void holds(String what, String goal, String happened, boolean reached) {
    rows.add(
        "| %s | %s | %s | %s |"
            .formatted(what, goal, happened, reached ? "reached" : "**missed**"));
  }

  void print() {
    System.out.println();
    System.out.println("| what | goal | JDK " + Runtime.version().feature() + " | |");
    System.out.println("|---|---|---|---|");
    rows.forEach(System.out::println);
    System.out.println();
  }

  private static String digits(double number) {
    if (number >= 100) {
      return String.format("%.0f", number);
    }
    return number >= 10 ? String.format("%.1f", number) : String.format("%.2f", number);
  }
}
