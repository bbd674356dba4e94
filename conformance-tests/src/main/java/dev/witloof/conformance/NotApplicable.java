package dev.witloof.conformance;

/** Thrown by a check that has nothing to say about this connector; the message says why. */
public final class NotApplicable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotApplicable(String why) {
    super(why);
  }
}
