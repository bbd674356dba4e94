package dev.witloof.component.internal.instance;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.engine.CoreFunction;
import java.util.Optional;

/**
 * A component instance as the specification has it: the root or one that a plan inlines
 * (CanonicalABI.md, {@code ComponentInstance}).
 */
final class InnerInstance {
  private final Optional<InnerInstance> parent;
  private final EntryGuard guard;
  private final HandleTable handles;
  private boolean entered;
  private boolean mayLeave = true;

  InnerInstance(Optional<InnerInstance> parent, EntryGuard guard, HandleQuota quota) {
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
   * one of them is running. {@code caller} is empty for the host.
   */
  void enterFrom(Optional<InnerInstance> caller, String function) {
    forEachEntered(
        caller,
        instance -> {
          if (instance.entered) {
            throw new AbiTrap(Rule.CANNOT_ENTER, function, "it is running");
          }
          instance.entered = true;
        });
  }

  /** Undoes {@link #enterFrom}. */
  void leaveTo(Optional<InnerInstance> caller) {
    forEachEntered(caller, instance -> instance.entered = false);
  }

  private interface Action {
    void on(InnerInstance instance);
  }

  private void forEachEntered(Optional<InnerInstance> caller, Action action) {
    for (Optional<InnerInstance> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
      InnerInstance instance = at.get();
      if (caller.isPresent() && caller.get().isWithin(instance)) {
        // All further ancestors are the caller's too.
        return;
      }
      action.on(instance);
    }
  }

  private boolean isWithin(InnerInstance ancestor) {
    for (Optional<InnerInstance> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
      if (at.get() == ancestor) {
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
