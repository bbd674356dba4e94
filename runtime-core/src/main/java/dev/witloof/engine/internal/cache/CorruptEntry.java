package dev.witloof.engine.internal.cache;

import java.io.IOException;

/** A file of the cache is not what its name says. */
public final class CorruptEntry extends IOException {
  private static final long serialVersionUID = 1L;

  public CorruptEntry(String message) {
    super(message);
  }

  public CorruptEntry(String message, Throwable cause) {
    super(message, cause);
  }
}
