package dev.witloof.runtime.event;

/**
 * Hears what happens to the connectors of a runtime. Called by the thread on which it happens, also
 * by several at once; must not block for long. What it throws is logged and has no other effect.
 */
@FunctionalInterface
public interface ConnectorListener {
  void on(ConnectorEvent event);

  /** One that hears nothing. */
  static ConnectorListener none() {
    return event -> {};
  }
}
