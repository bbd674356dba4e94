package dev.witloof.runtime.internal.observe;

import dev.witloof.runtime.secret.Redactor;
import java.util.Optional;

/** Observes the calls of one connector. Shared by threads. */
public interface CallObserver {
  /**
   * Whether anybody hears of a call that begins now. If not, {@link #begin} is not called, and
   * nothing need be known of the call.
   */
  boolean hears();

  /**
   * A call begins on this thread, which ends it, too.
   *
   * @param function the WIT name
   * @param redactor takes the secrets that the guest has out of what is told
   */
  ObservedCall begin(String function, Optional<String> table, Redactor redactor);
}
