package dev.witloof.runtime.internal;

import dev.witloof.component.Cancellation;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.connector.ConnectorException;
import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.internal.observe.CallObserver;
import dev.witloof.runtime.internal.observe.ObservedCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Instantiates a connector's component with fresh host state. */
public final class InstanceFactory implements InstancePool.Factory<InstanceKey, GuestInstance> {
  private final Function<InstanceConfig, ComponentInstance> component;
  private final ConnectorLimits limits;
  private final LimitStrikes strikes;
  private final CallObserver observer;
  private final Function<Map<String, String>, InstanceHost> newHost;

  /**
   * @param component instantiates the linked component
   * @param newHost makes the host's side of one instance, with its configuration
   */
  public InstanceFactory(
      Function<InstanceConfig, ComponentInstance> component,
      ConnectorLimits limits,
      LimitStrikes strikes,
      CallObserver observer,
      Function<Map<String, String>, InstanceHost> newHost) {
    this.component = component;
    this.limits = limits;
    this.strikes = strikes;
    this.observer = observer;
    this.newHost = newHost;
  }

  /**
   * Makes an instance.
   *
   * @throws ConnectorException when the guest traps or hits a limit while it starts
   */
  @Override
  public GuestInstance create(InstanceKey key, Cancellation cancellation) {
    GuestCall call = new GuestCall("instantiate", Optional.empty(), Budgets.call(limits));
    InstanceHost host = newHost.apply(key.settings());
    Optional<ObservedCall> observed =
        observer.hears()
            ? Optional.of(observer.begin(call.function(), call.table(), host.redactor()))
            : Optional.empty();
    long start = observed.isPresent() ? System.nanoTime() : 0;
    try {
      ComponentInstance instance =
          component.apply(
              new InstanceConfig(
                  limits.memory(), limits.handles(), call.limits(), host.state(), cancellation));
      strikes.passed(call);
      observed.ifPresent(
          heard -> heard.ended(Outcome.OK, instance.lastUsage(), 0, 0, Optional.empty()));
      return new GuestInstance(instance, key.exportName(), host, strikes, observer);
    } catch (RuntimeException thrown) {
      RuntimeException meaning = CallFailure.meaning(call, thrown, strikes, host);
      observed.ifPresent(
          heard ->
              heard.ended(CallFailure.outcome(thrown), since(start), 0, 0, Optional.of(meaning)));
      throw closing(host.closeable(), meaning);
    } catch (Error thrown) {
      Throwable told = RedactedFailure.told(thrown, host.redactor());
      observed.ifPresent(heard -> heard.ended(Outcome.TRAP, since(start), 0, 0, Optional.of(told)));
      throw closing(host.closeable(), thrown);
    }
  }

  /** Of an instance that did not come to be, nothing else is known. */
  private static CallUsage since(long start) {
    return new CallUsage(0, Duration.ofNanos(System.nanoTime() - start), 0);
  }

  private static <E extends Throwable> E closing(List<AutoCloseable> state, E failure) {
    try {
      Closing.all(() -> {}, state);
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
    return failure;
  }
}
