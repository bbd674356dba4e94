package dev.witloof.cli;

import java.io.IOException;

/** Whoever reads our standard output went away, as {@code head} does: nothing is wrong. */
final class BrokenPipe extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPipe(IOException cause) {
    super(cause);
  }
}
