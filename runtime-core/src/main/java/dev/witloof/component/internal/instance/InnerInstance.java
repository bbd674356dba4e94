package dev.witloof.component.internal.instance;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.engine.CoreFunction;
import org.jspecify.annotations.Nullable;

/**
 * A component instance as the specification has it: the root or one that a plan inlines
 * (CanonicalABI.md, {@code ComponentInstance}).
 */
final class InnerInstance {
  private final @Nullable InnerInstance parent;
  private final EntryGuard guard;
  private final HandleTable handles;
  private boolean entered;
  private boolean mayLeave = true;

  InnerInstance(@Nullable InnerInstance parent, EntryGuard guard, HandleQuota quota) {
    this.parent = parent;
    this.guard = guard;
    this.handles = new HandleTable(quota);
  }

  HandleTable handles() {
    return handles;
  }

  /** The door of the component instance that this one is part of. */
  EntryGuard guard() {
    return guard;
  }

  /**
   * Enters this instance and its ancestors, but for those that the caller is in already; traps when
   * one of them is running. {@code caller} is null for the host.
   */
  void enterFrom(@Nullable InnerInstance caller, String function) {
    for (InnerInstance at = this; at != null && !at.contains(caller); at = at.parent) {
      if (at.entered) {
        throw new AbiTrap(Rule.CANNOT_ENTER, function, "it is running");
      }
      at.entered = true;
    }
  }

  /** Undoes {@link #enterFrom}. */
  void leaveTo(@Nullable InnerInstance caller) {
    for (InnerInstance at = this; at != null && !at.contains(caller); at = at.parent) {
      at.entered = false;
    }
  }

  /** Whether it is the caller or one of its ancestors, as all ancestors of this one are then. */
  private boolean contains(@Nullable InnerInstance caller) {
    for (InnerInstance at = caller; at != null; at = at.parent) {
      if (at == this) {
        return true;
      }
    }
    return false;
  }

  /** Traps when the instance is in a realloc or post-return function. */
  void checkMayLeave(String function) {
    if (!mayLeave) {
      throw new AbiTrap(Rule.CANNOT_LEAVE, function);
    }
  }

  /**
   * Runs guest code that may not call out. A failure leaves the flag as it is: the whole component
   * instance has failed then.
   */
  long[] withoutLeaving(CoreFunction function, long... arguments) {
    mayLeave = false;
    long[] results = function.call(arguments);
    mayLeave = true;
    return results;
  }
}
