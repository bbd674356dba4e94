package dev.witloof.runtime;

import dev.witloof.component.LinkedComponent;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import dev.witloof.runtime.internal.Closing;
import dev.witloof.runtime.internal.ContractCheck;
import dev.witloof.runtime.internal.GuestInstance;
import dev.witloof.runtime.internal.GuestSession;
import dev.witloof.runtime.internal.InstanceFactory;
import dev.witloof.runtime.internal.InstanceKey;
import dev.witloof.runtime.internal.InstancePool;
import dev.witloof.runtime.internal.LimitStrikes;
import dev.witloof.runtime.internal.WasmDestination;
import dev.witloof.runtime.internal.WasmSource;
import dev.witloof.runtime.internal.observe.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A wasm connector that was read, checked, linked and compiled. Shared by threads.
 *
 * <p>The instances of its component come from a pool ({@link PoolSettings}): each is made for one
 * source or destination and closed with it at the latest. A source may be used by several threads:
 * each of its calls and open read handles has an instance of its own, and an instance that is free
 * again serves the source's next call. A read handle and a destination serve one thread at a time.
 */
public final class LoadedConnector implements Connector {
  private final ConnectorManifest manifest;
  private final LoadReport report;
  private final LinkedComponent component;
  private final ContractCheck.Outcome contract;
  private final InstanceState state;
  private final InstancePool<InstanceKey, GuestInstance> pool;
  private final Consumer<LoadedConnector> onClose;
  private final AutoCloseable watch;
  private final Set<GuestSession> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  LoadedConnector(
      ConnectorManifest manifest,
      LoadReport report,
      LoadAttempt.Linked linked,
      InstanceState state,
      Observation observation,
      PoolSetup pools,
      Consumer<LoadedConnector> onClose) {
    this.manifest = manifest;
    this.report = report;
    this.component = linked.component();
    this.contract = linked.contract();
    this.state = state;
    this.onClose = onClose;
    this.pool =
        pools.newPool(
            report.connector(),
            new InstanceFactory(
                component::instantiate,
                report.limits(),
                new LimitStrikes(report.identity()),
                observation.calls(report.identity()),
                state::create));
    watch = observation.watch(report.identity(), pool::metrics);
    if (!state.takesConfig()) {
      contract
          .source()
          .or(contract::destination)
          .ifPresent(export -> pool.expect(new InstanceKey(export, Map.of())));
    }
  }

  @Override
  public String name() {
    return manifest.name();
  }

  /** The manifest; for a bare component one that asks for nothing. */
  public ConnectorManifest manifest() {
    return manifest;
  }

  @Override
  public Optional<LoadReport> report() {
    boolean compiling = report.code().equals(Optional.of(LoadReport.Origin.BACKGROUND));
    return Optional.of(compiling ? report.updated(component) : report);
  }

  @Override
  public boolean isSource() {
    return contract.source().isPresent();
  }

  @Override
  public boolean isDestination() {
    return contract.destination().isPresent();
  }

  /**
   * {@inheritDoc}
   *
   * <p>The first call on the source takes an instance, and so does the next one after a trap or a
   * limit hit. When all instances of the pool are in use, a call waits its turn, and fails as
   * transient when that does not come in time. Of a limit hit the third in a row on the same call
   * is permanent; the count is kept here, so that a source opened for another attempt does not
   * begin anew.
   */
  @Override
  public Source source(Map<String, String> config) {
    return new WasmSource(
        report.connector(), open(contract.source(), "source", config), report.limits());
  }

  @Override
  public Destination destination(Map<String, String> config) {
    return new WasmDestination(
        open(contract.destination(), "destination", config), report.limits());
  }

  /** What the pool of instances holds and has done so far. */
  public PoolMetrics pool() {
    return pool.metrics();
  }

  /**
   * {@inheritDoc}
   *
   * <p>It ends every source and destination that is open now; those opened later are not affected.
   */
  @Override
  public void cancel() {
    sessions.forEach(GuestSession::cancel);
  }

  /** Closes it as {@link #close(Duration)} does, without waiting. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /**
   * Closes it and everything that is open of it. From now on nothing new begins: calls of sources
   * and destinations fail and say that the connector is closed, but for those that run and those on
   * read handles and destinations that are open; what is still open after a while is cancelled and
   * closed. If it is being compiled in the background, that ends. The second call does nothing.
   *
   * @param drain how long to wait for what is open; zero: not at all
   */
  public void close(Duration drain) {
    shut();
    onClose.accept(this);
    pool.close(drain);
    List<AutoCloseable> rest = new ArrayList<>(sessions);
    rest.add(state);
    rest.add(watch);
    Closing.all(rest);
  }

  /** Lets nothing new begin, as {@link #close(Duration)} does at first. */
  void shut() {
    closed = true;
    component.stopCompiling();
    pool.shut();
  }

  private GuestSession open(Optional<String> exportName, String what, Map<String, String> config) {
    requireOpen();
    String export =
        exportName.orElseThrow(
            () -> new IllegalStateException("connector '" + name() + "' is no " + what));
    InstanceKey key = new InstanceKey(export, state.complete(config));
    pool.expect(key);
    GuestSession session = new GuestSession(pool, key, sessions::remove);
    sessions.add(session);
    return session;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("connector '" + name() + "' is closed");
    }
  }
}
