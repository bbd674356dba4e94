package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.abi.LiftLowerContext;
import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.internal.abi.TransferMeter;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.Store;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A core function as a component function (CanonicalABI.md, {@code canon lift}). */
final class LiftedFunction implements EntryGuard.Work<Object[], @Nullable Object> {
  private final FunctionShape shape;
  private final CoreFunction function;
  private final CanonicalSide side;
  private final Store store;
  private final @Nullable CoreFunction postReturn;

  /** What calls from the host are made with: one is kept from call to call. */
  private @Nullable HostCaller idle;

  /** Who calls: gives the arguments and takes the result. */
  interface Caller {
    /** The arguments, once this instance is entered ({@code on_start}). */
    Object[] start();

    /** Takes the result before post-return runs ({@code on_resolve}). */
    void resolve(@Nullable Object result);
  }

  LiftedFunction(
      FunctionShape shape,
      CoreFunction function,
      CanonicalSide side,
      Store store,
      Optional<CoreFunction> postReturn) {
    this.shape = shape;
    this.function = function;
    this.side = side;
    this.store = store;
    this.postReturn = postReturn.orElse(null);
  }

  FunctionShape shape() {
    return shape;
  }

  /**
   * Calls into the guest for another one, within an entry.
   *
   * @param callerScope the call out of the inner instance that calls
   */
  void call(CallScope callerScope, TransferMeter meter, Caller caller) {
    CallScope scope = side.newScope();
    scope.exchangeWith(callerScope);
    call(callerScope.instance(), scope, side.context(scope, meter, Peer.GUEST), caller);
  }

  /**
   * Calls into the guest for the host, within an entry. The arguments are the guest's from then on.
   */
  @Override
  public @Nullable Object run(Object[] arguments) {
    HostCaller caller = idle == null ? new HostCaller(Peer.HOST) : idle;
    idle = null;
    caller.arguments = arguments;
    Object result = call(caller);
    caller.reuse();
    idle = caller;
    return result;
  }

  /**
   * As {@link #run}, but lets {@code reader} see the result before post-return runs. Lists of bytes
   * are {@link dev.witloof.component.loan.GuestBytes} in it.
   *
   * @return what the reader returned; what it throws ends the instance
   */
  @Nullable Object runReading(Object[] arguments, Function<@Nullable Object, ?> reader) {
    HostCaller caller = new HostCaller(Peer.READER);
    caller.arguments = arguments;
    caller.reader = reader;
    return call(caller);
  }

  private @Nullable Object call(HostCaller caller) {
    try {
      call(null, caller.scope, caller.cx, caller);
    } catch (RuntimeException | Error failure) {
      shape.ownedArguments(caller.arguments, caller.scope::abandon);
      throw failure;
    }
    caller.scope.handOver();
    return caller.result;
  }

  /**
   * Flags and handles are left as they are when it fails: the component instance is not used again.
   */
  private void call(
      @Nullable InnerInstance from, CallScope scope, LiftLowerContext cx, Caller caller) {
    InnerInstance instance = side.instance();
    instance.enterFrom(from, shape.name());
    long[] results = function.call(shape.lowerArguments(cx, caller.start()));
    Object result = shape.liftResult(cx, results);
    scope.checkBorrowsDropped();
    caller.resolve(result);
    if (postReturn != null) {
      instance.withoutLeaving(postReturn, results);
    }
    instance.leaveTo(from);
  }

  /** The host as a caller. */
  private final class HostCaller implements Caller {
    private static final Object[] NOTHING = {};

    private final CallScope scope = side.newScope();
    private final LiftLowerContext cx;
    private Object[] arguments = NOTHING;
    private @Nullable Function<@Nullable Object, ?> reader;
    private @Nullable Object result;

    HostCaller(Peer peer) {
      cx = side.context(scope, Transfer.unpriced(store), peer);
    }

    @Override
    public Object[] start() {
      return arguments;
    }

    @Override
    public void resolve(@Nullable Object lifted) {
      result = reader == null ? lifted : reader.apply(lifted);
      cx.endLending();
    }

    void reuse() {
      scope.reuse();
      arguments = NOTHING;
      result = null;
    }
  }
}
