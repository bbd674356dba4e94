package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.abi.LiftLowerContext;
import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.internal.abi.TransferMeter;
import dev.witloof.engine.HostCode;
import dev.witloof.engine.HostFuel;
import dev.witloof.engine.Store;
import org.jspecify.annotations.Nullable;

/**
 * A component function as a core function (CanonicalABI.md, {@code canon lower}). Each call costs
 * fuel, as the host's work on behalf of the guest must end: {@link HostFuel#CALL} units and one for
 * {@link HostFuel#BYTES_PER_UNIT} bytes lifted or lowered.
 */
final class LoweredFunction implements HostCode {
  private final FunctionShape shape;
  private final CanonicalSide side;
  private final Store store;
  private final Target target;

  /** The last call, when nothing is left of it: calls that go well need no new one. */
  private @Nullable Subtask idle;

  /** What is called: a function of the host or of another inner instance. */
  interface Target {
    /** Who sees the arguments and gives the result. */
    Peer peer();

    /** Calls; the arguments are lifted when the target asks for them. */
    void call(Subtask subtask);
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
    store.burn(HostFuel.CALL);
    Subtask subtask = idle == null ? new Subtask() : idle;
    idle = null;
    subtask.coreArguments = coreArguments;
    target.call(subtask);
    long[] results = subtask.coreResults;
    subtask.reuse();
    idle = subtask;
    return results;
  }

  /** One call (CanonicalABI.md, {@code Subtask}), and after it the next one. */
  final class Subtask implements LiftedFunction.Caller {
    private static final long[] NOTHING = {};

    private final Transfer meter = Transfer.priced(store);
    private final CallScope scope = side.newScope();
    private final LiftLowerContext cx = side.context(scope, meter, target.peer());
    private long[] coreArguments = NOTHING;
    private long[] coreResults = NOTHING;

    CallScope scope() {
      return scope;
    }

    TransferMeter meter() {
      return meter;
    }

    /** Lifts the arguments ({@code on_start}). */
    @Override
    public Object[] start() {
      return shape.liftArguments(cx, coreArguments);
    }

    /** Lifts the arguments for the host, which owns what is owned among them from now on. */
    Object[] startForHost() {
      Object[] arguments = start();
      scope.handOver();
      return arguments;
    }

    /** Lowers the result ({@code on_resolve}). */
    @Override
    public void resolve(@Nullable Object result) {
      coreResults = shape.lowerResult(cx, result, coreArguments);
    }

    /** Lowers the host's result; what it owns is the guest's, whether that succeeds or not. */
    void resolveForHost(@Nullable Object result) {
      try {
        store.checkDeadline();
        resolve(result);
      } catch (RuntimeException | Error failure) {
        shape.ownedResult(result, scope::abandon);
        throw failure;
      }
    }

    private void reuse() {
      scope.giveBack();
      scope.reuse();
      meter.reuse();
      coreArguments = NOTHING;
      coreResults = NOTHING;
    }
  }
}
