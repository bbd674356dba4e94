package dev.witloof.component;

import dev.witloof.engine.CallLimits;

/**
 * A handle of the host to a resource that a guest defines. Pass it as argument where the type is
 * {@code own} (which gives it away) or {@code borrow}, such as the first argument of a method.
 */
public interface GuestResource {

  /**
   * Drops the resource: runs the guest's destructor. Does nothing when it was dropped or given away
   * before, or when its instance is closed.
   *
   * @throws dev.witloof.engine.Trap when the destructor traps
   * @throws dev.witloof.engine.LimitExceeded when a limit is hit
   * @throws IllegalStateException when the handle is only borrowed, or when the instance has failed
   *     or is entered already
   */
  void drop(CallLimits limits);
}
