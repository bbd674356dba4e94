package dev.witloof.runtime;

import dev.witloof.component.Component;
import dev.witloof.component.InvalidComponent;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.UnlinkableComponent;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.engine.Engine;
import dev.witloof.engine.InvalidModule;
import dev.witloof.runtime.LoadReport.Request;
import dev.witloof.runtime.internal.ContractCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads connectors: capabilities, component, contract, imports, limits, link; all problems at once.
 */
final class ConnectorLoader implements AutoCloseable {
  private final Engine engine;
  private final List<HostImports> providers;
  private final ConnectorLimits defaults;
  private final LogSink log;
  private final Set<LoadedConnector> open = ConcurrentHashMap.newKeySet();

  ConnectorLoader(
      Engine engine, List<HostImports> providers, ConnectorLimits defaults, LogSink log) {
    this.engine = engine;
    this.providers = providers;
    this.defaults = defaults;
    this.log = log;
  }

  LoadedConnector load(ConnectorFiles files, LoadOptions options) {
    Attempt attempt = new Attempt(files, options);
    attempt.run();
    LoadReport report = attempt.report();
    if (!report.loadable() || attempt.linked == null || attempt.contract == null) {
      throw attempt.cause == null
          ? new LoadRefused(report)
          : new LoadRefused(report, attempt.cause);
    }
    LoadedConnector loaded =
        new LoadedConnector(
            files.manifest(),
            report,
            attempt.linked,
            attempt.contract,
            new InstanceState(providers, report, options, log),
            open::remove);
    open.add(loaded);
    return loaded;
  }

  LoadReport inspect(ConnectorFiles files, LoadOptions options) {
    Attempt attempt = new Attempt(files, options);
    attempt.run();
    return attempt.report();
  }

  @Override
  public void close() {
    List.copyOf(open).forEach(LoadedConnector::close);
  }

  /** One attempt to load; goes as far as it can, so that the report holds every problem. */
  private final class Attempt {
    private final ConnectorFiles files;
    private final ConnectorManifest manifest;
    private final ConnectorLimits limits;
    private final List<Request> requests;
    private final ImportCheck imports;
    private final List<LoadProblem> problems = new ArrayList<>();
    private @Nullable Component component;
    private ContractCheck.@Nullable Outcome contract;
    private @Nullable LinkedComponent linked;
    private @Nullable RuntimeException cause;

    Attempt(ConnectorFiles files, LoadOptions options) {
      this.files = files;
      this.manifest = files.manifest();
      this.limits = limits(options);
      this.requests = CapabilityCheck.requests(manifest.capabilities(), options.grants());
      this.imports = new ImportCheck(providers, requests, manifest.strict());
    }

    private ConnectorLimits limits(LoadOptions options) {
      ConnectorLimits applied = ManifestLimits.apply(defaults, manifest.limits());
      for (ConnectorManifest.Limits change : options.limits()) {
        applied = ManifestLimits.apply(applied, change);
      }
      return applied;
    }

    void run() {
      problems.addAll(CapabilityCheck.problems(requests));
      Component read = read();
      if (read == null) {
        return;
      }
      component = read;
      contract = new ContractCheck(HostWorld.contract()).check(read.exports());
      problems.addAll(contract.problems());
      problems.addAll(KindCheck.problems(files, contract));
      imports.check(read.imports());
      problems.addAll(imports.problems());
      problems.addAll(MemoryNeeds.problems(read, limits));
      if (problems.isEmpty()) {
        linked = link(read);
      }
    }

    LoadReport report() {
      Component read = component;
      return new LoadReport(
          manifest.name(),
          files.fromAuthor() ? Optional.of(manifest.version()) : Optional.empty(),
          read == null ? List.of() : List.copyOf(read.exports().keySet()),
          imports.imports(),
          requests,
          read == null ? List.of() : MemoryNeeds.modules(read),
          read == null ? 0 : MemoryNeeds.minimum(read),
          limits,
          engine.mode(),
          problems);
    }

    private @Nullable Component read() {
      try {
        return Component.read(files.wasm());
      } catch (InvalidComponent | InvalidModule e) {
        fail(
            e,
            LoadProblem.Kind.COMPONENT,
            "component",
            "rebuild the connector; a core module becomes a component by wasm-tools component new");
        return null;
      }
    }

    private @Nullable LinkedComponent link(Component read) {
      Linker linker = new Linker(engine, HostWorld.imports());
      imports.linkable().forEach(linker::define);
      try {
        return linker.link(read);
      } catch (UnlinkableComponent e) {
        fail(
            e,
            LoadProblem.Kind.IMPORT,
            "imports",
            "build the connector against the WIT packages that come with the runtime");
      } catch (InvalidModule | InvalidComponent e) {
        fail(
            e,
            LoadProblem.Kind.COMPONENT,
            "core module",
            "build the connector without the feature named, or smaller");
      }
      return null;
    }

    private void fail(RuntimeException e, LoadProblem.Kind kind, String subject, String remedy) {
      cause = e;
      problems.add(new LoadProblem(kind, subject, String.valueOf(e.getMessage()), remedy));
    }
  }
}
