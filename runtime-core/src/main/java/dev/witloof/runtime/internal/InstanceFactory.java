package dev.witloof.runtime.internal;

import dev.witloof.component.Cancellation;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.connector.ConnectorException;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.ConnectorLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Instantiates a connector's component with fresh host state. */
public final class InstanceFactory implements InstancePool.Factory<InstanceKey, GuestInstance> {
  private final Function<InstanceConfig, ComponentInstance> component;
  private final ConnectorLimits limits;
  private final LimitStrikes strikes;
  private final Function<Map<String, String>, List<Object>> newState;

  /**
   * @param component instantiates the linked component
   * @param newState makes the host state of one instance, with its configuration
   */
  public InstanceFactory(
      Function<InstanceConfig, ComponentInstance> component,
      ConnectorLimits limits,
      LimitStrikes strikes,
      Function<Map<String, String>, List<Object>> newState) {
    this.component = component;
    this.limits = limits;
    this.strikes = strikes;
    this.newState = newState;
  }

  /**
   * Makes an instance.
   *
   * @throws ConnectorException when the guest traps or hits a limit while it starts
   */
  @Override
  public GuestInstance create(InstanceKey key, Cancellation cancellation) {
    GuestCall call = new GuestCall("instantiate", Optional.empty(), Budgets.call(limits));
    List<Object> state = newState.apply(key.settings());
    List<AutoCloseable> closeable =
        state.stream()
            .filter(AutoCloseable.class::isInstance)
            .map(AutoCloseable.class::cast)
            .toList();
    try {
      GuestInstance instance =
          new GuestInstance(
              component.apply(
                  new InstanceConfig(
                      limits.memory(), limits.handles(), call.limits(), state, cancellation)),
              key.exportName(),
              closeable,
              strikes);
      strikes.passed(call);
      return instance;
    } catch (LimitExceeded exceeded) {
      throw closing(closeable, strikes.hit(call, exceeded));
    } catch (Trap trap) {
      throw closing(closeable, Traps.toException(call, trap));
    } catch (RuntimeException fault) {
      throw closing(closeable, fault);
    }
  }

  private static RuntimeException closing(List<AutoCloseable> state, RuntimeException failure) {
    try {
      Closing.all(() -> {}, state);
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
    return failure;
  }
}
