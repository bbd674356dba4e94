package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.abi.LiftLowerContext;
import dev.witloof.component.internal.abi.TransferMeter;
import dev.witloof.engine.CoreFunction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A core function as a component function (CanonicalABI.md, {@code canon lift}). */
final class LiftedFunction {
  private final FunctionShape shape;
  private final CoreFunction function;
  private final CanonicalSide side;
  private final Optional<CoreFunction> postReturn;

  LiftedFunction(
      FunctionShape shape,
      CoreFunction function,
      CanonicalSide side,
      Optional<CoreFunction> postReturn) {
    this.shape = shape;
    this.function = function;
    this.side = side;
    this.postReturn = postReturn;
  }

  FunctionShape shape() {
    return shape;
  }

  /**
   * Calls into the guest, within an entry. Flags and handles are left as they are when it fails:
   * the component instance is not used again.
   *
   * @param callerScope the call out of the inner instance that calls; empty for the host
   */
  @Nullable Object call(Optional<CallScope> callerScope, TransferMeter meter, Object... arguments) {
    Optional<InnerInstance> caller = callerScope.map(CallScope::instance);
    side.instance().enterFrom(caller, shape.name());
    CallScope scope = side.newScope();
    callerScope.ifPresent(scope::exchangeWith);
    LiftLowerContext cx = side.context(scope, meter);
    long[] results = function.call(shape.lowerArguments(cx, arguments));
    Object result = shape.liftResult(cx, results);
    scope.checkBorrowsDropped();
    postReturn.ifPresent(after -> side.instance().withoutLeaving(after, results));
    side.instance().leaveTo(caller);
    if (caller.isEmpty()) {
      scope.handOver();
    }
    return result;
  }
}
