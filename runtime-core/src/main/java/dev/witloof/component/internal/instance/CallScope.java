package dev.witloof.component.internal.instance;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.component.internal.abi.HandleScope;
import dev.witloof.component.internal.abi.ValueMismatch;
import dev.witloof.component.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The handles that cross the border in one call of one inner instance: into it, the {@code Task} of
 * the specification, or out of it, the {@code Subtask}.
 */
final class CallScope implements HandleScope {
  private final ResourceTable resources;
  private final InnerInstance instance;
  private final List<Handle> lent = new ArrayList<>(0);
  private final List<GuestHandle> borrowed = new ArrayList<>(0);
  private final List<Handle> taken = new ArrayList<>(0);
  private @Nullable CallScope otherSide;
  private int borrows;
  private int ownedByTheHost;

  CallScope(ResourceTable resources, InnerInstance instance) {
    this.resources = resources;
    this.instance = instance;
  }

  @Override
  public Object liftOwn(ResourceType type, int index) {
    Resource resource = resources.get(type);
    Handle handle = instance.handles().remove(index, resource);
    if (!handle.own()) {
      throw new AbiTrap(Rule.HANDLE_NOT_OWNED, index, resource.name());
    }
    if (resource instanceof Resource.Guest guest) {
      return GuestHandle.owned(guest, (Integer) handle.representation());
    }
    taken.add(handle);
    resources.inTransit().add(handle);
    return handle.representation();
  }

  @Override
  public Object liftBorrow(ResourceType type, int index) {
    Resource resource = resources.get(type);
    Handle handle = instance.handles().get(index, resource);
    handle.lend();
    lent.add(handle);
    if (resource instanceof Resource.Guest guest) {
      GuestHandle value = GuestHandle.borrowed(guest, (Integer) handle.representation());
      borrowed.add(value);
      return value;
    }
    return handle.representation();
  }

  @Override
  public int lowerOwn(ResourceType type, Object value) {
    Resource resource = resources.get(type);
    if (resource instanceof Resource.Guest guest) {
      return instance.handles().add(Handle.owned(guest, guestHandle(guest, value).giveAway()));
    }
    Handle handle = Handle.owned(resource, hostObject((Resource.Host) resource, value));
    // The table may be full.
    if (otherSide != null) {
      otherSide.arrived(value);
    }
    resources.inTransit().add(handle);
    ownedByTheHost++;
    int index = instance.handles().add(handle);
    resources.inTransit().arrived(value);
    return index;
  }

  @Override
  public int lowerBorrow(ResourceType type, Object value) {
    Resource resource = resources.get(type);
    Object representation;
    if (resource instanceof Resource.Guest guest) {
      int rep = guestHandle(guest, value).representation();
      if (guest.definedBy() == instance) {
        return rep;
      }
      representation = rep;
    } else {
      representation = hostObject((Resource.Host) resource, value);
    }
    borrows++;
    return instance.handles().add(Handle.borrowed(resource, representation, this));
  }

  private static GuestHandle guestHandle(Resource.Guest resource, Object value) {
    if (!(value instanceof GuestHandle handle)) {
      throw new ValueMismatch(
          "expected a handle to resource %s (GuestResource), got %s"
              .formatted(resource.name(), value.getClass().getName()));
    }
    if (handle.resource() != resource) {
      throw new ValueMismatch(
          "expected a handle to resource %s of this instance, got %s of another type or instance;"
                  .formatted(resource.name(), handle)
              + " a handle is of use only to the instance that gave it");
    }
    return handle;
  }

  private static Object hostObject(Resource.Host resource, Object value) {
    if (!resource.type().isInstance(value)) {
      throw new ValueMismatch(
          "expected resource %s (%s), got %s"
              .formatted(resource.name(), resource.type().getName(), value.getClass().getName()));
    }
    return value;
  }

  /** What one of the scopes lifts, the other one lowers: guest code calls guest code. */
  void exchangeWith(CallScope other) {
    otherSide = other;
    other.otherSide = this;
  }

  private void arrived(Object object) {
    resources.inTransit().arrived(object);
  }

  InnerInstance instance() {
    return instance;
  }

  /** The host has the objects that it was given, and drops them as it likes. */
  void handOver() {
    if (!taken.isEmpty()) {
      taken.forEach(handle -> resources.inTransit().arrived(handle.representation()));
      taken.clear();
    }
  }

  /**
   * The host gave an object that a failed lowering may not have come to: it is dropped when the
   * instance closes. The objects must come in the order of the lowering, those that it came to
   * included.
   */
  void abandon(ResourceType type, Object value) {
    if (resources.get(type) instanceof Resource.Host host && host.type().isInstance(value)) {
      if (ownedByTheHost > 0) {
        ownedByTheHost--;
      } else {
        resources.inTransit().add(Handle.owned(host, value));
      }
    }
  }

  /** A borrowed handle of this call was dropped. */
  void borrowDropped() {
    borrows--;
  }

  /** Ends a call into the instance: it must have dropped what it borrowed. */
  void checkBorrowsDropped() {
    if (borrows > 0) {
      throw new AbiTrap(Rule.BORROWS_REMAIN, borrows);
    }
  }

  /** Ends a call out of the instance: what it lent comes back. */
  void giveBack() {
    if (!lent.isEmpty()) {
      lent.forEach(Handle::giveBack);
      lent.clear();
    }
    if (!borrowed.isEmpty()) {
      borrowed.forEach(GuestHandle::endBorrow);
      borrowed.clear();
    }
  }

  /** Makes the scope of a call that went well one for the next call. */
  void reuse() {
    otherSide = null;
    ownedByTheHost = 0;
    taken.clear();
  }
}
