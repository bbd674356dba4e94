package dev.witloof.runtime.internal.observe;

import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import java.util.Optional;
import java.util.function.Supplier;

/** A call that is observed while it runs. Confined to its thread. */
public interface ObservedCall {
  /** One that nobody hears of. */
  ObservedCall UNHEARD = (outcome, usage, rows, bytes, failure) -> {};

  /**
   * The call is over; called once.
   *
   * @param usage asked for only when somebody hears of it
   * @param failure what it ended by, without secrets; empty when it went well
   */
  void ended(
      Outcome outcome,
      Supplier<CallUsage> usage,
      long rows,
      long bytes,
      Optional<? extends Throwable> failure);
}
