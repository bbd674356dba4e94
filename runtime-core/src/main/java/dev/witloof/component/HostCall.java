package dev.witloof.component;

import dev.witloof.engine.Store;

/** What a host function may know of the call it serves. */
public interface HostCall {
  /** Budgets of the calling component instance. */
  Store store();

  /**
   * The embedder's state for this component instance, given to {@link LinkedComponent#instantiate}.
   *
   * @throws IllegalStateException when none of that class was given
   */
  <T> T state(Class<T> type);
}
