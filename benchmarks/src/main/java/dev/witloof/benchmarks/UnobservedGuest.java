package dev.witloof.benchmarks;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.GuestResource;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.value.ResultValue;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Source;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.PoolListener;
import dev.witloof.runtime.PoolSettings;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.internal.GuestInstance;
import dev.witloof.runtime.internal.GuestSession;
import dev.witloof.runtime.internal.InstanceFactory;
import dev.witloof.runtime.internal.InstanceHost;
import dev.witloof.runtime.internal.InstanceKey;
import dev.witloof.runtime.internal.InstancePool;
import dev.witloof.runtime.internal.LimitStrikes;
import dev.witloof.runtime.internal.PoolTimer;
import dev.witloof.runtime.internal.WasmSource;
import dev.witloof.runtime.internal.observe.CallObserver;
import dev.witloof.runtime.internal.observe.ObservedCall;
import dev.witloof.runtime.secret.Redactor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * The Rust guest with the runtime's adapter around it and nothing that could observe it, or with
 * nothing around it at all: what calls are compared with that tell somebody, or nobody.
 */
final class UnobservedGuest implements AutoCloseable {
  private static final String SOURCE = "witloof:connector/source@0.1.0";
  private static final ConnectorLimits LIMITS = ConnectorLimits.defaults();
  private static final CallLimits CALL =
      new CallLimits(LIMITS.fuel(), LIMITS.callDeadline(), LIMITS.liftedBytes());

  /** Hears of nothing, and does not look whether somebody would. */
  private static final CallObserver DEAF =
      new CallObserver() {
        @Override
        public boolean hears() {
          return false;
        }

        @Override
        public ObservedCall begin(String function, Optional<String> table, Redactor redactor) {
          throw new IllegalStateException("nobody hears of calls");
        }
      };

  private final LinkedComponent component;
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(1);

  UnobservedGuest() {
    WitWorld world = WitWorld.read(Resources.read("/witloof/connector.wasm"), "host");
    Linker linker = new Linker(Engines.create(Engine.Mode.COMPILER), world);
    component = linker.link(Component.read(Guest.RUST.bytes()));
  }

  /** The connector as the runtime has it, but for the observer. */
  Source source() {
    ConnectorIdentity identity = new ConnectorIdentity("rust", Optional.empty(), "0".repeat(64));
    InstancePool<InstanceKey, GuestInstance> pool =
        new InstancePool<>(
            identity.name(),
            PoolSettings.defaults(),
            new InstanceFactory(
                component::instantiate,
                LIMITS,
                new LimitStrikes(identity),
                DEAF,
                settings -> new InstanceHost(List.of(), event -> {}, Redactor.none())),
            background,
            PoolTimer.of(background),
            PoolListener.none());
    return new WasmSource(
        identity.name(),
        new GuestSession(pool, new InstanceKey(SOURCE, Map.of()), session -> {}),
        LIMITS);
  }

  /** The call of {@code cursor} alone, by the API of components, of a handle on the first table. */
  Supplier<Cursor> bareCursor() {
    ComponentInstance instance =
        component.instantiate(
            new InstanceConfig(LIMITS.memory(), LIMITS.handles(), CALL, List.of()));
    String table = table();
    ResultValue opened =
        (ResultValue) instance.export(SOURCE, "open").call(CALL, table, Optional.empty());
    GuestResource handle = (GuestResource) ((ResultValue.Ok) opened).value().orElseThrow();
    ComponentFunction cursor = instance.export(SOURCE, "[method]read-handle.cursor");
    return () -> Cursor.of((byte[]) cursor.call(CALL, handle));
  }

  private String table() {
    try (Source source = source()) {
      return source.discover().get(0).name();
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
