package dev.witloof.conformance.wast;

import dev.witloof.engine.Engine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs scripts on two engines and prints each command that only one of them passes. What a script
 * demands is what the specification says, so the one that passes is right.
 */
final class Comparison {
  private final PrintStream out;
  private final Engine ours;
  private final Engine rival;
  private final Limits limits;
  private int bothPass;
  private int neitherPasses;
  private int oursAlone;
  private int refused;
  private int rivalAlone;

  Comparison(PrintStream out, Engine ours, Engine rival, Limits limits) {
    this.out = out;
    this.ours = ours;
    this.rival = rival;
    this.limits = limits;
  }

  void add(Script script) {
    List<Outcome> theirs = new ArrayList<>();
    ScriptThread.run(script, rival, limits, (command, outcome) -> theirs.add(outcome));
    int[] position = {0};
    ScriptThread.run(
        script,
        ours,
        limits,
        (command, outcome) -> add(script.place(command), outcome, theirs.get(position[0]++)));
  }

  private void add(String place, Outcome our, Outcome their) {
    boolean theyPass = their instanceof Outcome.Passed;
    if (our instanceof Outcome.Passed) {
      if (theyPass) {
        bothPass++;
      } else {
        oursAlone++;
        out.println("OURS ALONE  " + place + ": the rival " + described(their));
      }
    } else if (!theyPass) {
      neitherPasses++;
    } else if (our instanceof Outcome.Skipped) {
      refused++;
      out.println("refused     " + place + ": ours " + described(our));
    } else {
      rivalAlone++;
      out.println("RIVAL ALONE " + place + ": ours " + described(our));
    }
  }

  private static String described(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failure) {
      return "fails: " + Tally.oneLine(failure.message());
    } else if (outcome instanceof Outcome.Skipped skip) {
      return "does not run it: " + Tally.oneLine(skip.reason());
    }
    return "passes";
  }

  /** Whether the rival passes what ours fails; what ours refuses by name does not count. */
  boolean isWorse() {
    return rivalAlone > 0;
  }

  String summary() {
    return "%d pass in both, %d in neither, %d in ours alone, %d in the rival alone (%d refused by name)"
        .formatted(bothPass, neitherPasses, oursAlone, rivalAlone + refused, refused);
  }
}
