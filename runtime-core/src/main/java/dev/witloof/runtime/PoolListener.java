package dev.witloof.runtime;

/**
 * Hears what happens in the pools of a runtime's connectors. Called by any thread, also by several
 * at once; must not block for long. What it throws is logged and has no other effect.
 */
@FunctionalInterface
public interface PoolListener {
  void on(PoolEvent event);

  /** One that hears nothing. */
  static PoolListener none() {
    return event -> {};
  }
}
