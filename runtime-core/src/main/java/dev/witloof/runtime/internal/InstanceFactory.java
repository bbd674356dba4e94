package dev.witloof.runtime.internal;

import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.connector.ConnectorException;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.ConnectorLimits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Instantiates a connector's component with fresh host state. */
public final class InstanceFactory {
  private final Function<InstanceConfig, ComponentInstance> component;
  private final String exportName;
  private final ConnectorLimits limits;
  private final LimitStrikes strikes;
  private final Supplier<List<Object>> newState;

  /**
   * @param component instantiates the linked component
   * @param exportName the exported interface whose functions are called
   * @param newState makes the host state of one instance
   */
  public InstanceFactory(
      Function<InstanceConfig, ComponentInstance> component,
      String exportName,
      ConnectorLimits limits,
      LimitStrikes strikes,
      Supplier<List<Object>> newState) {
    this.component = component;
    this.exportName = exportName;
    this.limits = limits;
    this.strikes = strikes;
    this.newState = newState;
  }

  /**
   * Makes an instance.
   *
   * @throws ConnectorException when the guest traps or hits a limit while it starts
   */
  GuestInstance create() {
    GuestCall call = new GuestCall("instantiate", Optional.empty(), Budgets.call(limits));
    List<Object> state = newState.get();
    List<AutoCloseable> closeable =
        state.stream()
            .filter(AutoCloseable.class::isInstance)
            .map(AutoCloseable.class::cast)
            .toList();
    try {
      GuestInstance instance =
          new GuestInstance(
              component.apply(
                  new InstanceConfig(limits.memory(), limits.handles(), call.limits(), state)),
              exportName,
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
