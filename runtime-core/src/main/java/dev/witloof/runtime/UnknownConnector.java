package dev.witloof.runtime;

/** What the user named is no connector; the message says what would be one. */
public final class UnknownConnector extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownConnector(String message) {
    super(message);
  }
}
