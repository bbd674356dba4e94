package dev.witloof.runtime.audit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What was to be audited cannot be, and so it does not happen: see {@link AuditTrail#strict}. */
public final class AuditUnavailable extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  AuditUnavailable(IOException cause) {
    super(
        "the audit trail cannot be written, and nothing may happen that is not in it: "
            + cause.getMessage(),
        cause);
  }
}
