package dev.witloof.runtime.audit;

import dev.witloof.runtime.event.ConnectorEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of an audit trail. Immutable.
 *
 * @param run which trail it is of: a random UUID
 * @param sequence counts the entries of the run, from 1; what could not be kept leaves a gap
 * @param repetition empty when it stands for one event
 */
public record AuditEntry(
    Instant time,
    String run,
    long sequence,
    ConnectorEvent event,
    Optional<Repetition> repetition) {

  /**
   * That an entry stands for more than one event, because there were too many to have an entry
   * each.
   *
   * @param times how many it stands for
   * @param since when the first of them happened
   * @param alike whether they are all equal to the entry's event; else it is the last of them, and
   *     they have in common that they are refusals of the same connector
   */
  public record Repetition(long times, Instant since, boolean alike) {}

  /**
   * The entry as JSON on one line, without a line feed; its schema is the resource {@code
   * /witloof/audit.schema.json}.
   */
  public String toJson() {
    return AuditJson.line(this, Optional.empty());
  }
}
