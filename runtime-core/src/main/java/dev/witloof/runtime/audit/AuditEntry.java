package dev.witloof.runtime.audit;

import dev.witloof.runtime.event.ConnectorEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of an audit trail. Immutable.
 *
 * @param run which trail it is of: a random UUID
 * @param sequence counts the entries of the run, from 1; what could not be kept leaves a gap
 */
public record AuditEntry(Instant time, String run, long sequence, ConnectorEvent event) {

  /**
   * The entry as JSON on one line, without a line feed; its schema is the resource {@code
   * /witloof/audit.schema.json}.
   */
  public String toJson() {
    return AuditJson.line(this, Optional.empty());
  }
}
