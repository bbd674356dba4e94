package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.LiftLowerContext.Peer;

/** A lifted function of another inner instance. */
record GuestTarget(LiftedFunction function) implements LoweredFunction.Target {
  @Override
  public Peer peer() {
    return Peer.GUEST;
  }

  @Override
  public void call(LoweredFunction.Subtask subtask) {
    function.call(subtask.scope(), subtask.meter(), subtask);
  }
}
