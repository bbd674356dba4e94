package dev.witloof.cli;

/** What the process ends with. */
final class ExitCode {
  static final int DONE = 0;
  static final int CONNECTOR_ERROR = 1;
  static final int BAD_INPUT = 2;
  static final int LIMIT_HIT = 3;
  static final int REFUSED = 4;

  private ExitCode() {}
}
