package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.abi.LiftLowerContext;
import dev.witloof.component.internal.abi.TransferMeter;
import dev.witloof.component.internal.abi.ValueMismatch;
import dev.witloof.engine.HostCode;
import dev.witloof.engine.Store;
import dev.witloof.engine.Trap;
import org.jspecify.annotations.Nullable;

/**
 * A component function as a core function (CanonicalABI.md, {@code canon lower}). Each call costs
 * fuel, as the host's work on behalf of the guest must end: {@value Transfer#CALL_PRICE} units and
 * one for {@value Transfer#BYTES_PER_FUEL} bytes lifted or lowered.
 */
final class LoweredFunction implements HostCode {
  private final FunctionShape shape;
  private final CanonicalSide side;
  private final Store store;
  private final Target target;

  /** What is called: a function of the host or of another inner instance. */
  @FunctionalInterface
  interface Target {
    @Nullable Object call(TransferMeter meter, CallScope caller, Object[] arguments);
  }

  LoweredFunction(FunctionShape shape, CanonicalSide side, Store store, Target target) {
    this.shape = shape;
    this.side = side;
    this.store = store;
    this.target = target;
  }

  @Override
  public long[] apply(long[] coreArguments) {
    side.instance().checkMayLeave(shape.name());
    store.checkDeadline();
    store.burn(Transfer.CALL_PRICE);
    TransferMeter meter = Transfer.priced(store);
    CallScope scope = side.newScope();
    LiftLowerContext cx = side.context(scope, meter);
    Object[] arguments = shape.liftArguments(cx, coreArguments);
    Object result = target.call(meter, scope, arguments);
    store.checkDeadline();
    long[] coreResults = lower(cx, result, coreArguments);
    scope.giveBack();
    return coreResults;
  }

  private long[] lower(LiftLowerContext cx, @Nullable Object result, long[] coreArguments) {
    try {
      return shape.lowerResult(cx, result, coreArguments);
    } catch (ValueMismatch mismatch) {
      throw new Trap(
          Trap.Kind.HOST,
          "host function " + shape.name() + " gave a wrong value: " + mismatch.getMessage(),
          mismatch);
    }
  }
}
