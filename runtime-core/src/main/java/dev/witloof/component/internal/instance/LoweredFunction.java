package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.abi.LiftLowerContext;
import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.internal.abi.TransferMeter;
import dev.witloof.engine.HostCode;
import dev.witloof.engine.Store;
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
    store.burn(Transfer.CALL_PRICE);
    Subtask subtask = new Subtask(coreArguments);
    target.call(subtask);
    subtask.scope.giveBack();
    return subtask.coreResults;
  }

  /** One call (CanonicalABI.md, {@code Subtask}). */
  final class Subtask {
    private static final long[] NOTHING = {};

    private final TransferMeter meter = Transfer.priced(store);
    private final CallScope scope = side.newScope();
    private final LiftLowerContext cx = side.context(scope, meter, target.peer());
    private final long[] coreArguments;
    private long[] coreResults = NOTHING;

    private Subtask(long[] coreArguments) {
      this.coreArguments = coreArguments;
    }

    CallScope scope() {
      return scope;
    }

    TransferMeter meter() {
      return meter;
    }

    /** Lifts the arguments ({@code on_start}). */
    Object[] start() {
      return shape.liftArguments(cx, coreArguments);
    }

    /** Lifts the arguments for the host, which owns what is owned among them from now on. */
    Object[] startForHost() {
      Object[] arguments = start();
      scope.handOver();
      return arguments;
    }

    /** Lowers the result ({@code on_resolve}). */
    void resolve(@Nullable Object result) {
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
  }
}
