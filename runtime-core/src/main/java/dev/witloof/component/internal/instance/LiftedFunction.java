package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.abi.LiftLowerContext;
import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.internal.abi.TransferMeter;
import dev.witloof.engine.CoreFunction;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
   * Calls into the guest for another one, within an entry.
   *
   * @param callerScope the call out of the inner instance that calls
   * @param onStart gives the arguments once this instance is entered
   * @param onResolve takes the result before post-return runs
   */
  void call(
      CallScope callerScope,
      TransferMeter meter,
      Supplier<Object[]> onStart,
      Consumer<@Nullable Object> onResolve) {
    CallScope scope = side.newScope();
    scope.exchangeWith(callerScope);
    LiftLowerContext cx = side.context(scope, meter, Peer.GUEST);
    call(Optional.of(callerScope.instance()), scope, cx, onStart, onResolve);
  }

  /**
   * Calls into the guest for the host, within an entry. The arguments are the guest's from then on.
   */
  @Nullable Object callFromHost(TransferMeter meter, Object[] arguments) {
    CallScope scope = side.newScope();
    LiftLowerContext cx = side.context(scope, meter, Peer.HOST);
    Result result = new Result();
    try {
      call(Optional.empty(), scope, cx, () -> arguments, result);
    } catch (RuntimeException | Error failure) {
      shape.ownedArguments(arguments, scope::abandon);
      throw failure;
    }
    scope.handOver();
    return result.value();
  }

  /**
   * Flags and handles are left as they are when it fails: the component instance is not used again.
   */
  private void call(
      Optional<InnerInstance> caller,
      CallScope scope,
      LiftLowerContext cx,
      Supplier<Object[]> onStart,
      Consumer<@Nullable Object> onResolve) {
    side.instance().enterFrom(caller, shape.name());
    long[] results = function.call(shape.lowerArguments(cx, onStart.get()));
    Object result = shape.liftResult(cx, results);
    scope.checkBorrowsDropped();
    onResolve.accept(result);
    postReturn.ifPresent(after -> side.instance().withoutLeaving(after, results));
    side.instance().leaveTo(caller);
  }

  /** A result that is looked at when the call is over. */
  static final class Result implements Consumer<@Nullable Object> {
    private @Nullable Object value;

    @Override
    public void accept(@Nullable Object result) {
      value = result;
    }

    @Nullable Object value() {
      return value;
    }
  }
}
