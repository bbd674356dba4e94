package dev.witloof.component.internal.instance;

import dev.witloof.engine.HostCode;
import dev.witloof.engine.HostFuel;
import dev.witloof.engine.Store;

/** {@code resource.new}, {@code resource.rep} and {@code resource.drop} (CanonicalABI.md). */
final class ResourceBuiltins {
  private static final long[] NOTHING = {};

  private ResourceBuiltins() {}

  static HostCode newHandle(InnerInstance instance, Resource.Guest resource) {
    return arguments -> {
      instance.checkMayLeave("resource.new");
      int representation = (int) arguments[0];
      return new long[] {instance.handles().add(Handle.owned(resource, representation))};
    };
  }

  static HostCode representation(InnerInstance instance, Resource.Guest resource) {
    return arguments -> {
      Handle handle = instance.handles().get((int) arguments[0], resource);
      return new long[] {Integer.toUnsignedLong((Integer) handle.representation())};
    };
  }

  /** Dropping a handle costs fuel as a call does, for it may run a destructor. */
  static HostCode drop(InnerInstance instance, Resource resource, Store store) {
    return arguments -> {
      instance.checkMayLeave("resource.drop");
      store.checkDeadline();
      store.burn(HostFuel.CALL);
      if (resource instanceof Resource.Host host) {
        checkDrop(host, instance.handles().get((int) arguments[0], resource));
      }
      Handle handle = instance.handles().remove((int) arguments[0], resource);
      if (handle.borrowScope().isPresent()) {
        handle.borrowScope().get().borrowDropped();
      } else if (resource instanceof Resource.Guest guest) {
        Destructors.run(guest, (Integer) handle.representation(), instance);
      } else {
        Destructors.run((Resource.Host) resource, handle.representation());
      }
      return NOTHING;
    };
  }

  /** While the guest has the handle, so that the object is not lost to a trap. */
  private static void checkDrop(Resource.Host resource, Handle handle) {
    if (handle.own()) {
      Destructors.check(resource, handle.representation());
    }
  }
}
