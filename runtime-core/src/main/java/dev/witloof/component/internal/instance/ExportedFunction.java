package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.loan.ReadableFunction;
import dev.witloof.component.type.ExternType;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Store;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A lifted function, by its number in the plan, as the host and other instances see it. */
record ExportedFunction(RunningInstance instance, int lift, ExternType.Func type)
    implements ReadableFunction {
  @Override
  public @Nullable Object call(CallLimits limits, Object... arguments) {
    return instance.call(lift, limits, arguments);
  }

  @Override
  public @Nullable Object callReading(
      CallLimits limits, Function<@Nullable Object, ?> reader, Object... arguments) {
    return instance.callReading(lift, limits, reader, arguments);
  }

  /** The function as what guest code of another component instance calls. */
  LoweredFunction.Target target(Store callerStore) {
    return new LoweredFunction.Target() {
      @Override
      public Peer peer() {
        return Peer.GUEST;
      }

      @Override
      public void call(LoweredFunction.Subtask subtask) {
        Object[] arguments = subtask.start();
        subtask.resolve(instance.callWithin(lift, callerStore, subtask.scope(), arguments));
      }
    };
  }
}
