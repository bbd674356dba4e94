package dev.witloof.conformance.internal.watch;

/**
 * Ends what is left of a check that was given up; an Error, so that nobody takes it for a result.
 */
public final class GivenUp extends Error {
  private static final long serialVersionUID = 1L;

  GivenUp() {
    super("the check was given up, as one of its calls did not return");
  }
}
