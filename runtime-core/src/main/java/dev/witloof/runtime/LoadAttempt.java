package dev.witloof.runtime;

import dev.witloof.component.Component;
import dev.witloof.component.InvalidComponent;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.UnlinkableComponent;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.engine.CompileCache;
import dev.witloof.engine.Engine;
import dev.witloof.engine.InvalidModule;
import dev.witloof.runtime.LoadReport.Request;
import dev.witloof.runtime.internal.ContractCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to load a connector: capabilities, component, contract, imports, memory, and when
 * nothing is wrong with these, link. Goes as far as it can, so that the report has every problem.
 */
final class LoadAttempt {
  private static final String BUILD_DIFFERENTLY =
      "build the connector without what is named here, or ask for it to be supported";

  private final Engine engine;
  private final Optional<CompileCache> cache;
  private final ConnectorFiles files;
  private final ConnectorManifest manifest;
  private final ConnectorLimits limits;
  private final TrustCheck trust;
  private final ConfigCheck config;
  private final List<Request> requests;
  private final ImportCheck imports;
  private final List<LoadProblem> problems = new ArrayList<>();
  private @Nullable Component component;
  private @Nullable Linked linked;
  private @Nullable RuntimeException cause;

  /** A component that may be used, and what it exports of the contract. */
  record Linked(LinkedComponent component, ContractCheck.Outcome contract) {}

  LoadAttempt(
      Engine engine,
      Optional<CompileCache> cache,
      List<HostImports> providers,
      ConnectorFiles files,
      ConnectorLimits limits,
      LoadOptions options) {
    this.engine = engine;
    this.cache = cache;
    this.files = files;
    this.manifest = files.manifest();
    this.limits = limits;
    this.trust = new TrustCheck(files, options.grants());
    this.config = new ConfigCheck(manifest.name(), manifest.config());
    this.requests =
        CapabilityCheck.requests(
            manifest.capabilities(), options.grants().capabilities(), trust::rule);
    this.imports = new ImportCheck(providers, requests, files);
  }

  void run() {
    files.digest().begin();
    problems.addAll(trust.problems());
    problems.addAll(config.problems());
    problems.addAll(CapabilityCheck.problems(requests));
    read().ifPresent(this::checkAndLink);
  }

  /** Empty when the connector is refused. */
  Optional<Linked> linked() {
    return Optional.ofNullable(linked);
  }

  LoadRefused refusal() {
    return cause == null ? new LoadRefused(report()) : new LoadRefused(report(), cause);
  }

  /** Checks the settings that the connector will be given. */
  ConfigCheck config() {
    return config;
  }

  LoadReport report() {
    Optional<Component> read = Optional.ofNullable(component);
    Optional<LoadReport.Origin> origin = origin();
    return new LoadReport(
        files.identity(),
        manifest,
        trust.trust(),
        read.map(c -> List.copyOf(c.exports().keySet())).orElse(List.of()),
        imports.imports(),
        requests,
        read.map(MemoryNeeds::modules).orElse(List.of()),
        read.map(Component::startingMemory).orElse(0L),
        limits,
        engine.mode(),
        origin,
        Optional.ofNullable(linked).flatMap(l -> LoadReport.Compiled.of(l.component(), origin)),
        Stream.concat(trust.warnings().stream(), DeclarationCheck.warnings(manifest).stream())
            .toList(),
        trust
            .earlier()
            .map(
                earlier ->
                    new LoadReport.Upgrade(
                        earlier,
                        CapabilityDiff.between(earlier.capabilities(), manifest.capabilities()))),
        problems);
  }

  private Optional<LoadReport.Origin> origin() {
    if (linked == null || engine.mode() == Engine.Mode.INTERPRETER) {
      return Optional.empty();
    }
    return Optional.of(LoadReport.Origin.of(linked.component()));
  }

  private Optional<Component> read() {
    try {
      component =
          cache
              .map(known -> Component.read(files.wasm(), known))
              .orElseGet(() -> Component.read(files.wasm()));
    } catch (InvalidComponent e) {
      fail(e, LoadProblem.Kind.COMPONENT, "component", remedy(e.kind()));
    } catch (InvalidModule e) {
      fail(e, LoadProblem.Kind.COMPONENT, "component", BUILD_DIFFERENTLY);
    }
    return Optional.ofNullable(component);
  }

  private void checkAndLink(Component read) {
    ContractCheck.Outcome contract = new ContractCheck(HostWorld.contract()).check(read.exports());
    problems.addAll(contract.problems());
    problems.addAll(KindCheck.problems(files, contract));
    imports.check(read.imports());
    problems.addAll(imports.problems());
    problems.addAll(MemoryNeeds.problems(read, limits));
    if (problems.isEmpty()) {
      linked = link(read).map(ready -> new Linked(ready, contract)).orElse(null);
    }
  }

  private Optional<LinkedComponent> link(Component read) {
    Linker linker = new Linker(engine, HostWorld.imports());
    imports.linkable().forEach(linker::define);
    try {
      return Optional.of(linker.link(read));
    } catch (UnlinkableComponent e) {
      cause = e;
      e.problems().forEach(problem -> problems.add(unlinkable(problem)));
    } catch (InvalidModule e) {
      fail(e, LoadProblem.Kind.COMPONENT, "core module", BUILD_DIFFERENTLY);
    }
    return Optional.empty();
  }

  private static LoadProblem unlinkable(UnlinkableComponent.Problem problem) {
    return new LoadProblem(
        LoadProblem.Kind.IMPORT,
        "import " + GuestText.quote(problem.importName()),
        GuestText.message(problem.reason()),
        "build the connector against the WIT packages that come with the runtime");
  }

  private void fail(RuntimeException e, LoadProblem.Kind kind, String subject, String remedy) {
    cause = e;
    problems.add(
        new LoadProblem(kind, subject, GuestText.message(String.valueOf(e.getMessage())), remedy));
  }

  private static String remedy(InvalidComponent.Kind kind) {
    return switch (kind) {
      case MALFORMED, INVALID ->
          "the file is no component, or a damaged one; fetch it or build it again";
      case UNSUPPORTED, LIMIT -> BUILD_DIFFERENTLY;
    };
  }
}
