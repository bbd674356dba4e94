package dev.witloof.runtime;

import dev.witloof.component.LinkedComponent;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import dev.witloof.runtime.internal.Closing;
import dev.witloof.runtime.internal.ContractCheck;
import dev.witloof.runtime.internal.GuestSession;
import dev.witloof.runtime.internal.InstanceFactory;
import dev.witloof.runtime.internal.LimitStrikes;
import dev.witloof.runtime.internal.WasmDestination;
import dev.witloof.runtime.internal.WasmSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A wasm connector that was read, checked, linked and compiled. Shared by threads; each source and
 * destination it opens has a component instance of its own and is confined to one thread.
 */
public final class LoadedConnector implements Connector {
  private final ConnectorManifest manifest;
  private final LoadReport report;
  private final LinkedComponent component;
  private final ContractCheck.Outcome contract;
  private final InstanceState state;
  private final Consumer<LoadedConnector> onClose;
  private final LimitStrikes strikes;
  private final Set<GuestSession> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  LoadedConnector(
      ConnectorManifest manifest,
      LoadReport report,
      LoadAttempt.Linked linked,
      InstanceState state,
      Consumer<LoadedConnector> onClose) {
    this.manifest = manifest;
    this.report = report;
    this.component = linked.component();
    this.contract = linked.contract();
    this.state = state;
    this.onClose = onClose;
    this.strikes = new LimitStrikes(report.connector());
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
    return Optional.of(report);
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
   * <p>The component is instantiated by the first call on the source, and again after a trap or a
   * limit hit. Of a limit hit the third in a row on the same call is permanent; the count is kept
   * here, so that a source opened for another attempt does not begin anew.
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

  @Override
  public void cancel() {
    sessions.forEach(GuestSession::cancel);
  }

  @Override
  public void close() {
    closed = true;
    onClose.accept(this);
    Closing.all(List.copyOf(sessions));
  }

  private GuestSession open(Optional<String> exportName, String what, Map<String, String> config) {
    if (closed) {
      throw new IllegalStateException("connector '" + name() + "' is closed");
    }
    String export =
        exportName.orElseThrow(
            () -> new IllegalStateException("connector '" + name() + "' is no " + what));
    state.checkConfig(config);
    Map<String, String> settings = Map.copyOf(config);
    InstanceFactory factory =
        new InstanceFactory(
            component::instantiate, export, report.limits(), strikes, () -> state.create(settings));
    GuestSession session = new GuestSession(factory, sessions::remove);
    sessions.add(session);
    return session;
  }
}
