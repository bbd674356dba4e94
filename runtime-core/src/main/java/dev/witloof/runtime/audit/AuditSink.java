package dev.witloof.runtime.audit;

import java.io.IOException;

/** Keeps an audit trail: {@link AuditFile}, or one of the user's. */
@FunctionalInterface
public interface AuditSink {

  /**
   * Keeps one entry. Called by one thread at a time, the one on which the thing happened; it waits
   * until this returns, for as long as that takes, and so do others of the same trail.
   *
   * @throws IOException when the entry could not be kept
   */
  void append(AuditEntry entry) throws IOException;
}
