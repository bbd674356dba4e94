package dev.witloof.runtime.internal.observe;

import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import java.util.Optional;

/** A call that is observed while it runs. Confined to its thread. */
public interface ObservedCall {
  /**
   * The call is over; called once.
   *
   * @param failure what it ended by, without secrets; empty when it went well
   */
  void ended(
      Outcome outcome,
      CallUsage usage,
      long rows,
      long bytes,
      Optional<? extends Throwable> failure);
}
