package dev.witloof.conformance;

import java.time.Duration;
import java.util.Optional;

/**
 * How a check ended.
 *
 * @param id of the check
 * @param title of the check
 * @param detail what was found, or why it was skipped; empty when it passed
 * @param failure what was thrown when it failed
 * @param elapsed how long it took
 */
public record CheckResult(
    String id,
    String title,
    State state,
    String detail,
    Optional<Throwable> failure,
    Duration elapsed) {

  /** How a check can end. */
  public enum State {
    PASSED,
    FAILED,
    /** It could not be told, for something that it needs was not given or does not work. */
    SKIPPED,
    /** It does not apply to what the connector declares. */
    NOT_APPLICABLE
  }
}
