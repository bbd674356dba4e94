package dev.witloof.conformance.wast;

import java.io.PrintStream;

/** Counts outcomes and prints those that are not passes. */
final class Tally {
  private final PrintStream out;
  private int passed;
  private int failed;
  private int skipped;

  Tally(PrintStream out) {
    this.out = out;
  }

  void add(String place, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failure) {
      failed++;
      out.println("FAILED  " + place + ": " + oneLine(failure.message()));
    } else if (outcome instanceof Outcome.Skipped skip) {
      skipped++;
      out.println("skipped " + place + ": " + oneLine(skip.reason()));
    } else {
      passed++;
    }
  }

  boolean hasFailures() {
    return failed > 0;
  }

  String summary() {
    return passed + " passed, " + failed + " failed, " + skipped + " skipped";
  }

  static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", "; ");
  }
}
