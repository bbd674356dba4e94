package dev.witloof.component.internal.instance;

import dev.witloof.component.HostCall;
import dev.witloof.component.HostFunction;
import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.internal.abi.ValueMismatch;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import org.jspecify.annotations.Nullable;

/** A function of the host; what it throws becomes a trap that names it. */
final class HostTarget implements LoweredFunction.Target {
  private final String name;
  private final HostFunction function;
  private final HostCall call;

  HostTarget(String name, HostFunction function, HostCall call) {
    this.name = name;
    this.function = function;
    this.call = call;
  }

  @Override
  public Peer peer() {
    return Peer.HOST;
  }

  @Override
  public void call(LoweredFunction.Subtask subtask) {
    Object result = call(subtask.startForHost());
    try {
      subtask.resolveForHost(result);
    } catch (ValueMismatch mismatch) {
      throw new Trap(
          Trap.Kind.HOST,
          "host function " + name + " gave a wrong value: " + mismatch.getMessage(),
          mismatch);
    }
  }

  @Nullable Object call(Object[] arguments) {
    try {
      return function.call(call, arguments);
    } catch (Trap | LimitExceeded meant) {
      throw meant;
    } catch (RuntimeException fault) {
      throw new Trap(Trap.Kind.HOST, "host function " + name + " failed: " + fault, fault);
    }
  }
}
