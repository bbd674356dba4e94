package dev.witloof.component;

import org.jspecify.annotations.Nullable;

/** The body of a function that the host provides. */
@FunctionalInterface
public interface HostFunction {
  /**
   * Runs on the guest's thread, within the guest's call. Each call costs the guest 500 units of
   * fuel and one for each 16 bytes that are lifted or lowered, whatever the function does; the
   * deadline is looked at before and after, so a function that can block must watch {@link
   * dev.witloof.engine.Store#remainingNanos} itself. It must not enter the instance that calls it.
   *
   * @param arguments lifted values, see {@link dev.witloof.component.value}
   * @return the result value; null when the function has no result
   * @throws dev.witloof.engine.Trap to trap the guest
   * @throws dev.witloof.engine.LimitExceeded to report a limit; any other exception becomes a trap
   *     that names the function and has the exception as its cause
   */
  @Nullable Object call(HostCall call, Object[] arguments);
}
