package dev.witloof.component.internal.instance;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import org.jspecify.annotations.Nullable;

/** What happens when the owner of a resource drops it. */
final class Destructors {
  private Destructors() {}

  /** Calls the guest's destructor, if it has one; {@code caller} is null for the host. */
  static void run(Resource.Guest resource, int representation, @Nullable InnerInstance caller) {
    String name = "the destructor of " + resource.name();
    EntryGuard guard = resource.definedBy().guard();
    if (caller != null && caller.guard() != guard) {
      guard.enterWithin(
          caller.guard().store(), name, () -> runWithin(resource, representation, caller, name));
    } else {
      runWithin(resource, representation, caller, name);
    }
  }

  private static Resource.Guest runWithin(
      Resource.Guest resource, int representation, @Nullable InnerInstance caller, String name) {
    resource.definedBy().enterFrom(caller, name);
    resource
        .destructor()
        .ifPresent(destructor -> destructor.call(Integer.toUnsignedLong(representation)));
    resource.definedBy().leaveTo(caller);
    return resource;
  }

  /** Asks the host whether the guest may drop its object: a trap says that it may not. */
  static void check(Resource.Host resource, Object object) {
    guarded(resource, () -> resource.dropping(object));
  }

  /** Tells the host that the guest dropped its object; what that throws becomes a trap. */
  static void run(Resource.Host resource, Object object) {
    guarded(resource, () -> resource.dropped(object));
  }

  private static void guarded(Resource.Host resource, Runnable listener) {
    try {
      listener.run();
    } catch (Trap | LimitExceeded meant) {
      throw meant;
    } catch (RuntimeException fault) {
      throw new Trap(
          Trap.Kind.HOST,
          "dropping resource " + resource.name() + " failed in the host: " + fault,
          fault);
    }
  }
}
