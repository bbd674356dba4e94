package dev.witloof.runtime;

import dev.witloof.component.Component;
import dev.witloof.component.Linker;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.EngineOptions.Timing;
import dev.witloof.engine.Engines;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.internal.Closing;
import dev.witloof.runtime.internal.observe.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Loads connectors and keeps track of those that are open. */
final class ConnectorLoader {
  private final Engine engine;
  private final EngineOptions options;
  private final List<HostImports> providers;
  private final ConnectorLimits defaults;
  private final LogSink log;
  private final PoolSetup pools;
  private final Observation observation;
  private final Reproducibility reproducibility;
  private final Set<LoadedConnector> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  ConnectorLoader(
      EngineOptions options,
      List<HostImports> providers,
      ConnectorLimits defaults,
      LogSink log,
      PoolSetup pools,
      Observation observation,
      Reproducibility reproducibility) {
    this.engine = Engines.create(options);
    this.options = options;
    this.providers = providers;
    this.defaults = defaults;
    this.log = log;
    this.pools = pools;
    this.observation = observation;
    this.reproducibility = reproducibility;
  }

  /**
   * @throws LoadRefused with every problem found
   * @throws IllegalStateException when this is closed, or is while it loads
   */
  LoadedConnector load(ConnectorFiles files, LoadOptions given) {
    requireOpen(files);
    LoadOptions options =
        given.reproducibility().equals(Reproducibility.NONE) ? given.with(reproducibility) : given;
    LoadAttempt attempt = attempt(files, options);
    LoadReport report = attempt.report();
    tell(report);
    LoadAttempt.Linked linked = attempt.linked().orElseThrow(attempt::refusal);
    LoadedConnector loaded =
        new LoadedConnector(
            files.manifest(),
            report,
            linked,
            new InstanceState(
                providers,
                report,
                attempt.config(),
                options,
                log,
                observation.events(),
                files.manifest().config().secretNames()),
            observation,
            pools,
            open::remove);
    open.add(loaded);
    if (closed) {
      // Whoever closes may not have seen it.
      loaded.close();
      requireOpen(files);
    }
    return loaded;
  }

  private void requireOpen(ConnectorFiles files) {
    if (closed) {
      throw new IllegalStateException(
          "cannot load connector '%s': the runtime is closed; make another one"
              .formatted(files.manifest().name()));
    }
  }

  private void tell(LoadReport report) {
    ConnectorListener events = observation.events();
    if (!report.loadable()) {
      events.on(new ConnectorEvent.Refused(report.identity(), report));
      return;
    }
    for (LoadReport.Request request : report.capabilities()) {
      if (request.asked() && request.granted()) {
        events.on(
            new ConnectorEvent.Granted(
                report.identity(),
                request.capability(),
                request.value(),
                request.rule().orElseThrow()));
      }
    }
    events.on(new ConnectorEvent.Loaded(report.identity(), report));
  }

  LoadReport inspect(ConnectorFiles files, LoadOptions options) {
    LoadAttempt attempt = attempt(files, options);
    LoadReport report = attempt.report();
    attempt.linked().ifPresent(linked -> linked.component().stopCompiling());
    return report;
  }

  /**
   * @throws RuntimeException when the component cannot be read or compiled
   */
  CompileReport compile(ConnectorFiles files) {
    long start = System.nanoTime();
    Component component =
        options
            .cache()
            .map(known -> Component.read(files.wasm(), known))
            .orElseGet(() -> Component.read(files.wasm()));
    Linker.Compilation compilation = new Linker(eager()).compile(component);
    return new CompileReport(
        files.manifest().name(),
        options.target(),
        MemoryNeeds.modules(component),
        compilation.fromCache(),
        LoadReport.Compiled.of(compilation.coreModules(), options.target()),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** Who asks for nothing but the code waits for it. */
  private Engine eager() {
    return options.timing() == Timing.EAGER
        ? engine
        : Engines.create(options.withTiming(Timing.EAGER));
  }

  /** Closes every connector; all of them drain at the same time, and may take that long. */
  void close(Duration drain) {
    long start = System.nanoTime();
    closed = true;
    List<LoadedConnector> all = List.copyOf(open);
    List<AutoCloseable> steps = new ArrayList<>();
    all.forEach(connector -> steps.add(connector::shut));
    all.forEach(connector -> steps.add(() -> connector.close(left(drain, start))));
    try {
      Closing.all(steps);
    } finally {
      pools.close();
    }
  }

  private static Duration left(Duration drain, long start) {
    Duration left = drain.minusNanos(System.nanoTime() - start);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private LoadAttempt attempt(ConnectorFiles files, LoadOptions options) {
    LoadAttempt attempt =
        new LoadAttempt(
            engine, this.options.cache(), providers, files, limits(files, options), options);
    attempt.run();
    return attempt;
  }

  private ConnectorLimits limits(ConnectorFiles files, LoadOptions options) {
    ConnectorLimits limits = ManifestLimits.apply(defaults, files.manifest().limits());
    for (ConnectorManifest.Limits change : options.limits()) {
      limits = ManifestLimits.apply(limits, change);
    }
    return limits;
  }
}
