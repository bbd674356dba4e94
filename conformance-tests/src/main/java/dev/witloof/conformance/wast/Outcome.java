package dev.witloof.conformance.wast;

/** What became of one command of a script. */
sealed interface Outcome {
  record Passed() implements Outcome {}

  /** {@code message} says what was expected and what happened. */
  record Failed(String message) implements Outcome {}

  /** The command could not be judged, through no fault of the runtime. */
  record Skipped(String reason) implements Outcome {}

  Outcome PASSED = new Passed();
}
