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
import dev.witloof.runtime.secret.Redactor;
import java.time.Duration;
import java.util.ArrayList;
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
    InstanceHost host = newHost.apply(key.settings());
    Making making = new Making(host, cancellation, new ArrayList<>(host.closeable()));
    try {
      ComponentInstance instance = observer.hears() ? heard(making) : unheard(making);
      return new GuestInstance(instance, key.exportName(), host, strikes, observer);
    } catch (RuntimeException failure) {
      throw closing(making.made(), failure);
    } catch (Error failure) {
      throw closing(making.made(), failure);
    }
  }

  /** One instantiation, with what is to be closed if it or the telling of it fails. */
  private record Making(InstanceHost host, Cancellation cancellation, List<AutoCloseable> made) {}

  private ComponentInstance unheard(Making making) {
    GuestCall call = call();
    try {
      return instantiated(call, making);
    } catch (RuntimeException thrown) {
      throw CallFailure.meaning(call, thrown, strikes, making.host());
    }
  }

  private ComponentInstance heard(Making making) {
    GuestCall call = call();
    Redactor redactor = making.host().redactor();
    ObservedCall observed = observer.begin(call.function(), call.table(), redactor);
    long start = System.nanoTime();
    Outcome outcome = Outcome.TRAP;
    Optional<CallUsage> usage = Optional.empty();
    Optional<? extends Throwable> failure = Optional.empty();
    try {
      ComponentInstance instance = instantiated(call, making);
      usage = Optional.of(instance.lastUsage());
      outcome = Outcome.OK;
      return instance;
    } catch (RuntimeException thrown) {
      RuntimeException meaning = CallFailure.meaning(call, thrown, strikes, making.host());
      failure = Optional.of(meaning);
      outcome = CallFailure.outcome(thrown);
      throw meaning;
    } catch (Error thrown) {
      failure = Optional.of(RedactedFailure.told(thrown, redactor));
      throw thrown;
    } finally {
      observed.ended(outcome, usage.orElseGet(() -> since(start)), 0, 0, failure);
    }
  }

  private GuestCall call() {
    return new GuestCall("instantiate", Optional.empty(), Budgets.call(limits));
  }

  private ComponentInstance instantiated(GuestCall call, Making making) {
    ComponentInstance instance =
        component.apply(
            new InstanceConfig(
                limits.memory(),
                limits.handles(),
                call.limits(),
                making.host().state(),
                making.cancellation()));
    making.made().add(instance);
    strikes.passed(call);
    return instance;
  }

  /** Of an instance that did not come to be, nothing else is known. */
  private static CallUsage since(long start) {
    return new CallUsage(0, Duration.ofNanos(System.nanoTime() - start), 0);
  }

  private static <E extends Throwable> E closing(List<AutoCloseable> made, E failure) {
    try {
      Closing.all(() -> {}, made);
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
    return failure;
  }
}
