package dev.witloof.component.typed;

/** The error of a {@code result} whose error has no payload. */
public final class WitFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** For hosts: an answer to the guest rather than a fault, so it has no stack trace. */
  public WitFailure() {
    super("error without a payload", null, false, false);
  }

  /** With a message for whoever calls a guest. */
  public WitFailure(String message) {
    super(message);
  }
}
