package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CompileCache;
import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.TargetJvm;
import dev.witloof.runtime.audit.AuditTrail;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.internal.observe.Observation;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Loads connectors from strangers and runs them under grants and limits. Immutable but for {@link
 * #close()}; shared by threads.
 *
 * <pre>{@code
 * try (ConnectorRuntime runtime = ConnectorRuntime.create();
 *     LoadedConnector connector = runtime.load(Path.of("connector.toml"), Grants.none());
 *     Source source = connector.source(Map.of())) {
 *   System.out.println(source.discover());
 * }
 * }</pre>
 *
 * <p>Loading reads, checks and compiles the component, which takes from tens of milliseconds to
 * many seconds with its size; opening sources and destinations of a loaded connector is cheap.
 */
public final class ConnectorRuntime implements AutoCloseable {
  private final ConnectorLoader loader;
  private final List<AuditTrail> trails;

  private ConnectorRuntime(Builder builder) {
    trails = List.copyOf(builder.trails);
    loader =
        new ConnectorLoader(
            builder.engine,
            builder.imports,
            builder.limits,
            builder.log,
            new PoolSetup(builder.pool, builder.poolListener),
            new Observation(builder.listeners, builder.openTelemetry()),
            builder.reproducibility);
  }

  /** A runtime with the compiler, default limits, and the host imports on the class path. */
  public static ConnectorRuntime create() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Loads a connector.
   *
   * @param manifestOrWasm a {@code .toml} or {@code .json} manifest, whose component lies where it
   *     says; or a bare {@code .wasm} component, which asks for no capability
   * @throws LoadRefused naming everything that stops it
   * @throws dev.witloof.connector.config.ConfigException when the manifest is wrong, with each
   *     place
   * @throws java.io.UncheckedIOException when a file cannot be read
   * @throws IllegalStateException when the runtime is closed, or is while it loads
   */
  public LoadedConnector load(Path manifestOrWasm, Grants grants) {
    return load(manifestOrWasm, LoadOptions.of(grants));
  }

  /** Loads a connector, as {@link #load(Path, Grants)} does. */
  public LoadedConnector load(Path manifestOrWasm, LoadOptions options) {
    return loader.load(ConnectorFiles.read(manifestOrWasm), options);
  }

  /** Loads a connector that is in memory; the manifest's path of the component is not used. */
  public LoadedConnector load(ConnectorManifest manifest, byte[] wasm, LoadOptions options) {
    return loader.load(ConnectorFiles.of(manifest, wasm, true), options);
  }

  /** Reports on a connector without throwing when it would be refused. */
  public LoadReport inspect(Path manifestOrWasm, LoadOptions options) {
    return loader.inspect(ConnectorFiles.read(manifestOrWasm), options);
  }

  /**
   * Compiles a connector without loading it, for which it needs no grants: for a compile cache to
   * have it when it is loaded, by the JVMs that {@link Builder#compileFor} says.
   *
   * @throws dev.witloof.component.InvalidComponent when the component is refused
   * @throws dev.witloof.engine.InvalidModule when one of its core modules is
   * @throws IllegalArgumentException when it imports core modules or components
   * @throws dev.witloof.connector.config.ConfigException when the manifest is wrong, with each
   *     place
   * @throws java.io.UncheckedIOException when a file cannot be read
   */
  public CompileReport compile(Path manifestOrWasm) {
    return loader.compile(ConnectorFiles.read(manifestOrWasm));
  }

  /** Closes it as {@link #close(Duration)} does, without waiting. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /**
   * Closes every connector that this runtime loaded and that is still open, and loads none any
   * longer. From the beginning nothing new begins in any of them, and none is compiled any longer;
   * they drain at the same time.
   *
   * @param drain how long to wait, in all, for what is open of them: see {@link
   *     LoadedConnector#close(Duration)}
   */
  public void close(Duration drain) {
    try {
      loader.close(drain);
    } finally {
      trails.forEach(AuditTrail::flush);
    }
  }

  /** How a runtime is set up; each setting has a default. */
  public static final class Builder {
    private EngineOptions engine = EngineOptions.of(Engine.Mode.COMPILER);
    private ConnectorLimits limits = ConnectorLimits.defaults();
    private LogSink log = LogSink.systemLogger();
    private PoolSettings pool = PoolSettings.defaults();
    private PoolListener poolListener = PoolListener.none();
    private final List<ConnectorListener> listeners = new ArrayList<>();
    private final List<AuditTrail> trails = new ArrayList<>();
    private @Nullable OpenTelemetry telemetry;
    private Reproducibility reproducibility = Reproducibility.NONE;
    private List<HostImports> imports = List.of();
    private boolean importsGiven;

    private Builder() {}

    /** How guest code runs; the compiler unless set. */
    public Builder engine(Engine.Mode engineMode) {
      engine = engine.withMode(engineMode);
      return this;
    }

    /** Everything about the engine at once, in place of what was set before. */
    public Builder engine(EngineOptions options) {
      engine = options;
      return this;
    }

    /** When connectors are compiled; while they are loaded unless set. */
    public Builder compileTiming(EngineOptions.Timing timing) {
      engine = engine.withTiming(timing);
      return this;
    }

    /**
     * The JVMs that connectors are compiled for; this one unless set. Another is for {@link
     * #compile}: what loads in this JVM runs best with its own.
     */
    public Builder compileFor(TargetJvm jvm) {
      engine = engine.withTarget(jvm);
      return this;
    }

    /** What compiling a connector may take; {@link CompileBudget#DEFAULT} unless set. */
    public Builder compileBudget(CompileBudget budget) {
      engine = engine.withBudget(budget);
      return this;
    }

    /** The limits of connectors whose manifest and load options say nothing else. */
    public Builder limits(ConnectorLimits defaults) {
      limits = defaults;
      return this;
    }

    /**
     * Where connectors log to; {@link LogSink#systemLogger()} unless set. Called by every thread
     * that runs one.
     */
    public Builder log(LogSink sink) {
      log = sink;
      return this;
    }

    /**
     * Where compiled code is kept, and taken from when the same component is loaded again; nowhere
     * unless set. Runtimes may share it, and then share in memory what they use, and 64 MiB of what
     * they used lately, as long as the heap has room; without one each runtime has that alone.
     */
    public Builder compileCache(CompileCache compileCache) {
      engine = engine.withCache(compileCache);
      return this;
    }

    /** How many instances each connector may have; {@link PoolSettings#defaults()} unless set. */
    public Builder pool(PoolSettings settings) {
      pool = settings;
      return this;
    }

    /** Hears what happens in the pools of instances; nobody does unless set. */
    public Builder poolListener(PoolListener hears) {
      poolListener = hears;
      return this;
    }

    /** Hears what happens to connectors; nobody does unless set. May be called several times. */
    public Builder listener(ConnectorListener hears) {
      listeners.add(hears);
      return this;
    }

    /** Writes down what is decided about connectors; nobody does unless set. */
    public Builder audit(AuditTrail trail) {
      trails.add(trail);
      return listener(trail);
    }

    /**
     * Where spans and metrics go. Unless set it is what {@link GlobalOpenTelemetry} has when the
     * runtime is built; when that has none, calls are neither traced nor measured.
     */
    public Builder telemetry(OpenTelemetry openTelemetry) {
      telemetry = openTelemetry;
      return this;
    }

    /**
     * The time and the random numbers of connectors whose load options say nothing else; the real
     * time and random numbers unless set.
     */
    public Builder reproducibility(Reproducibility chosen) {
      reproducibility = chosen;
      return this;
    }

    private OpenTelemetry openTelemetry() {
      OpenTelemetry given = telemetry;
      return given == null ? GlobalOpenTelemetry.getOrNoop() : given;
    }

    /** The host imports, in place of those that the {@link ServiceLoader} finds. */
    public Builder hostImports(List<HostImports> providers) {
      imports = List.copyOf(providers);
      importsGiven = true;
      return this;
    }

    public ConnectorRuntime build() {
      if (!importsGiven) {
        imports =
            ServiceLoader.load(HostImports.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
      }
      return new ConnectorRuntime(this);
    }
  }
}
