package dev.witloof.runtime;

/**
 * Hears what happens in the pools of a runtime's connectors. Called by any thread, also by several
 * at once; must not block for long and must not throw.
 */
@FunctionalInterface
public interface PoolListener {
  void on(PoolEvent event);

  /** One that hears nothing. */
  static PoolListener none() {
    return event -> {};
  }
}
