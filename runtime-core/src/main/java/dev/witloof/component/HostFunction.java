package dev.witloof.component;

import org.jspecify.annotations.Nullable;

/** The body of a function that the host provides. */
@FunctionalInterface
public interface HostFunction {
  /**
   * Runs on the guest's thread, within the guest's call.
   *
   * @param arguments lifted values, see {@link dev.witloof.component.value}
   * @return the result value; null when the function has no result
   * @throws dev.witloof.engine.Trap to trap the guest
   */
  @Nullable Object call(HostCall call, Object[] arguments);
}
