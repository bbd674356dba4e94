package dev.witloof.engine;

/**
 * A core module is malformed, invalid, beyond the structural limits, or needs a refused proposal.
 */
public final class InvalidModule extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidModule(String message) {
    super(message);
  }

  public InvalidModule(String message, Throwable cause) {
    super(message, cause);
  }
}
