package dev.witloof.component;

import dev.witloof.engine.CallLimits;
import java.util.List;

/**
 * What a component instance may use.
 *
 * @param memoryBudget bytes of linear memories and tables, all core instances together
 * @param maxHandles resource handles that all tables of the instance may hold at a time
 * @param instantiation limits of the instantiation itself
 * @param state objects of the embedder that host functions find by class, see {@link HostCall}
 * @param cancellation cancels the instance, its instantiation included
 */
public record InstanceConfig(
    long memoryBudget,
    int maxHandles,
    CallLimits instantiation,
    List<Object> state,
    Cancellation cancellation) {
  public InstanceConfig {
    if (memoryBudget < 0) {
      throw new IllegalArgumentException("memoryBudget is negative: " + memoryBudget);
    }
    if (maxHandles < 0) {
      throw new IllegalArgumentException("maxHandles is negative: " + maxHandles);
    }
    state = List.copyOf(state);
  }

  /** With a cancellation that nobody else has. */
  public InstanceConfig(
      long memoryBudget, int maxHandles, CallLimits instantiation, List<Object> state) {
    this(memoryBudget, maxHandles, instantiation, state, new Cancellation());
  }
}
