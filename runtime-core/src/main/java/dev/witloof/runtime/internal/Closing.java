package dev.witloof.runtime.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Closes several things although some of them fail to close. */
public final class Closing {
  private Closing() {}

  /**
   * Closes {@code first}, then the rest from last to first.
   *
   * @throws IllegalStateException with every failure, after all were tried
   */
  static void all(AutoCloseable first, List<? extends AutoCloseable> rest) {
    List<AutoCloseable> all = new ArrayList<>(rest);
    Collections.reverse(all);
    all.add(0, first);
    all(all);
  }

  /**
   * Closes all, from first to last.
   *
   * @throws IllegalStateException with every failure, after all were tried
   */
  public static void all(List<? extends AutoCloseable> all) {
    Optional<RuntimeException> failed = failure(all);
    if (failed.isPresent()) {
      throw failed.get();
    }
  }

  /** Closes all, from first to last; every failure in one, errors among them, if there is any. */
  static Optional<RuntimeException> failure(List<? extends AutoCloseable> all) {
    IllegalStateException failed = null;
    for (AutoCloseable closeable : all) {
      try {
        closeable.close();
      } catch (Exception | Error e) {
        if (failed == null) {
          failed = new IllegalStateException("could not close " + closeable, e);
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    return Optional.ofNullable(failed);
  }
}
