package dev.witloof.runtime.event;

/**
 * Hears what happens to the connectors of a runtime. Called by the thread on which it happens, also
 * by several at once. What it throws is logged and has no other effect.
 *
 * <p>It must not block for long: nothing interrupts it. What is told waits for it, and the time it
 * takes counts towards the deadline of a call that it is part of, which ends the call only when it
 * returns; a request that is let out is told on a thread of the host, so that the deadline ends the
 * call meanwhile, but the request keeps its place in flight. One that has much to do, or to wait
 * for, hands the event to a thread of its own.
 */
@FunctionalInterface
public interface ConnectorListener {
  void on(ConnectorEvent event);

  /** One that hears nothing. */
  static ConnectorListener none() {
    return event -> {};
  }
}
