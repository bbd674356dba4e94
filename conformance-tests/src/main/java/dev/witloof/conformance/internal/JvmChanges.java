package dev.witloof.conformance.internal;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import java.util.Optional;

/**
 * Notices what a connector changes of the JVM while its checks run, and puts it back after each, so
 * that one check fails by it and no others. Confined to one thread at a time.
 */
public final class JvmChanges {
  private volatile Optional<String> first = Optional.empty();
  private JvmSettings before = JvmSettings.now();

  /** Before a check. */
  public void begin() {
    before = JvmSettings.now();
  }

  /**
   * After it.
   *
   * @param interrupted whether its thread was left so
   */
  public void end(String check, boolean interrupted) {
    Optional<String> changed = before.difference(JvmSettings.now());
    if (changed.isPresent()) {
      before.restore();
    } else if (interrupted) {
      changed = Optional.of("whether the calling thread is interrupted");
    }
    if (first.isEmpty()) {
      first = changed.map(what -> "%s (in the check %s)".formatted(what, check));
    }
  }

  /** The check that fails when something was changed before. */
  public Check check() {
    return Check.of(
        "jvm.settings",
        "Time zone, language, streams and properties of the JVM stay as they are, and the calling"
            + " thread uninterrupted",
        this::requireNone);
  }

  private void requireNone() {
    first.ifPresent(
        what -> {
          throw new Finding(
              "the connector changes %s".formatted(what),
              "They are everybody's in the JVM: say which zone, language, proxy and so on is meant"
                  + " where it is needed, and interrupt threads of your own only");
        });
  }
}
