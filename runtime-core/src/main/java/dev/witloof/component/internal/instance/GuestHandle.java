package dev.witloof.component.internal.instance;

import dev.witloof.component.GuestResource;
import dev.witloof.component.internal.abi.ValueMismatch;
import dev.witloof.engine.CallLimits;

/** A guest's resource outside of a handle table: in the hands of the host, or on its way. */
final class GuestHandle implements GuestResource {
  private enum State {
    OWNED,
    BORROWED,
    GONE
  }

  private final Resource.Guest resource;
  private final int representation;
  private State state;

  private GuestHandle(Resource.Guest resource, int representation, State state) {
    this.resource = resource;
    this.representation = representation;
    this.state = state;
  }

  static GuestHandle owned(Resource.Guest resource, int representation) {
    return new GuestHandle(resource, representation, State.OWNED);
  }

  static GuestHandle borrowed(Resource.Guest resource, int representation) {
    return new GuestHandle(resource, representation, State.BORROWED);
  }

  Resource.Guest resource() {
    return resource;
  }

  /**
   * What the defining instance knows the resource by.
   *
   * @throws ValueMismatch when the handle was dropped or given away
   */
  int representation() {
    if (state == State.GONE) {
      throw new ValueMismatch("the handle to " + this + " was dropped or given away");
    }
    return representation;
  }

  /** The representation; this handle is of no use any more. */
  int giveAway() {
    if (state == State.BORROWED) {
      throw new ValueMismatch("the handle to " + this + " is borrowed and cannot be given away");
    }
    int given = representation();
    state = State.GONE;
    return given;
  }

  void endBorrow() {
    state = State.GONE;
  }

  @Override
  public void drop(CallLimits limits) {
    if (state == State.BORROWED) {
      throw new IllegalStateException("the handle to " + this + " is borrowed");
    }
    EntryGuard guard = resource.definedBy().guard();
    if (state == State.OWNED && !guard.closed()) {
      guard.enter(
          limits,
          () -> {
            state = State.GONE;
            Destructors.run(resource, representation, null);
            return this;
          });
    }
  }

  @Override
  public String toString() {
    return "resource " + resource.name();
  }
}
