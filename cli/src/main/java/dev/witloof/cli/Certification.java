package dev.witloof.cli;

import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.PracticeWarehouse;
import dev.witloof.conformance.Seed;
import dev.witloof.conformance.Witness;
import dev.witloof.conformance.certification.Canaries;
import dev.witloof.conformance.certification.Certificate;
import dev.witloof.conformance.certification.Certifier;
import dev.witloof.conformance.certification.Conditions;
import dev.witloof.conformance.certification.Conditions.Network;
import dev.witloof.conformance.certification.ConformanceSettings;
import dev.witloof.conformance.certification.Implementation;
import dev.witloof.conformance.certification.Subjects;
import dev.witloof.connector.ConfigSchema;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Connectors;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadProblem;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Sets a connector up as its author and the operator say, and has it certified. */
final class Certification {
  private static final Instant CLOCK = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SEED = 0;

  private final ConnectorOptions options;
  private final HttpMode http;
  private final Console console;
  private final String spec;
  private final ConformanceSettings settings;
  private final Optional<ConnectorManifest> manifest;
  private final Optional<PracticeWarehouse> warehouse;
  private final Reproducibility reproducibility;
  private final Map<String, String> config = new HashMap<>();
  private final Map<String, String> env = new HashMap<>();
  private final Set<String> canaries = new TreeSet<>();
  private volatile boolean interrupted;

  /**
   * @param http who answers requests
   * @param warehouse where a destination writes to, if the settings say so
   * @param settingsFile where the settings are from; empty when they are the defaults
   */
  Certification(
      ConnectorOptions options,
      HttpMode http,
      Console console,
      String spec,
      ConformanceSettings settings,
      Optional<PracticeWarehouse> warehouse,
      Optional<Path> settingsFile) {
    this.warehouse = warehouse;
    this.options = options;
    this.http = http;
    this.console = console;
    this.spec = spec;
    this.settings = provider().map(p -> resolved(settings, p, settingsFile)).orElse(settings);
    this.manifest =
        isFile(spec) && !spec.endsWith(".wasm")
            ? Optional.of(ConnectorManifest.read(console.folder().resolve(spec)))
            : Optional.empty();
    this.reproducibility = reproducible(options.engine().reproducibility());
    configure();
  }

  static boolean isFile(String spec) {
    return Connectors.isFile(spec);
  }

  private static Reproducibility reproducible(Reproducibility chosen) {
    Reproducibility clocked =
        chosen.clock() instanceof Reproducibility.Clock.Real ? chosen.frozenAt(CLOCK) : chosen;
    return clocked.seed().isPresent() ? clocked : clocked.seeded(SEED);
  }

  private void configure() {
    config.putAll(settings.config());
    config.putAll(options.operator().config());
    env.putAll(System.getenv());
    env.putAll(settings.env());
    manifest.ifPresent(
        declared -> {
          declared.config().settings().forEach(this::standIn);
          if (isSealed()) {
            declared.capabilities().env().stream()
                .filter(name -> !settings.env().containsKey(name))
                .forEach(name -> env.put(name, canary(name)));
          }
        });
  }

  /** Paths in the file are relative to it. */
  private ConformanceSettings resolved(
      ConformanceSettings read, ConnectorProvider provider, Optional<Path> file) {
    Path folder = file.map(Path::toAbsolutePath).map(Path::getParent).orElse(console.folder());
    return read.resolved(provider.pathSettings(), folder);
  }

  private void standIn(String name, ConfigSchema.Setting setting) {
    if (setting.secret() && setting.required() && !config.containsKey(name)) {
      config.put(name, canary(name));
    }
  }

  private String canary(String name) {
    canaries.add(name);
    return Canaries.of(name);
  }

  /** Whether it can reach nothing and is given no true secret, so that nothing need be approved. */
  private boolean isSealed() {
    return http.replayed().isPresent()
        || manifest.map(declared -> declared.capabilities().http().isEmpty()).orElse(true);
  }

  private Optional<ConnectorProvider> provider() {
    return isFile(spec) ? Optional.empty() : ConnectorProvider.named(spec);
  }

  /**
   * Runs all checks.
   *
   * @throws Unapproved when approvals are missing
   * @throws dev.witloof.runtime.UnknownConnector when there is no such connector
   */
  Certificate certify() {
    Witness witness = new Witness();
    try (TemporaryFolder compiled = TemporaryFolder.make();
        ConnectorRuntime runtime =
            options
                .engine()
                .runtime(console, compiled.path())
                .log(witness)
                .listener(witness)
                .reproducibility(reproducibility)
                .build()) {
      Connector connector;
      try {
        connector = open(runtime, http);
      } catch (LoadRefused refused) {
        return refused(refused);
      }
      return Interruption.during(
          () -> certify(tested(runtime, connector, witness)),
          () -> {
            interrupted = true;
            connector.cancel();
          },
          connector::cancel);
    }
  }

  /** What it lacks is no fault of the connector. */
  private Certificate refused(LoadRefused refused) {
    if (refused.report().problems().stream()
        .allMatch(problem -> problem.kind() == LoadProblem.Kind.CAPABILITY)) {
      throw refused;
    }
    return new Certifier(
            Implementation.of(refused.report()), conditions(Optional.of(refused.report())))
        .refused(refused.report());
  }

  private ConnectorUnderTest tested(
      ConnectorRuntime runtime, Connector connector, Witness witness) {
    ConnectorUnderTest tested = ConnectorUnderTest.of(connector, witness, secrets());
    return http.replayed().isEmpty()
        ? tested
        : tested.withFaults(faults -> open(runtime, http.with(faults)));
  }

  private Certificate certify(ConnectorUnderTest tested) {
    Optional<LoadReport> report = tested.connector().report();
    Implementation implementation =
        report.map(Implementation::of).orElseGet(() -> Implementation.of(provider().orElseThrow()));
    Seed seed = new Seed(reproducibility.seed().getAsLong());
    return new Certifier(implementation, conditions(report))
        .onCheck(
            check -> {
              if (interrupted) {
                throw new BadInput("interrupted; no certificate was written");
              }
            })
        .certify(Subjects.of(tested, settings, config, warehouse, seed));
  }

  private Connector open(ConnectorRuntime runtime, HttpMode mode) {
    Grants.Builder named = Grants.builder().envFrom(env);
    options.operator().addTo(named);
    if (!config.isEmpty()) {
      named.config();
    }
    Function<Grants, LoadOptions> loading =
        grants ->
            new LoadOptions(grants, List.of(options.operator().limits()), mode)
                .withSecrets(declaredSecrets());
    if (isSealed()) {
      manifest.map(ConnectorManifest::capabilities).ifPresent(named::all);
      return new Connectors(runtime).open(spec, console.folder(), loading.apply(named.build()));
    }
    return new ApprovedConnectors(runtime, console, options.operator().approved())
        .open(spec, console.folder(), named, loading);
  }

  /** The settings that the author says are secret, in scenarios too. */
  private Map<String, String> declaredSecrets() {
    return secretsOf(settings.secrets());
  }

  private Map<String, String> secretsOf(Set<String> names) {
    List<Map<String, String>> all = new ArrayList<>(List.of(config));
    settings.scenarios().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(scenario -> all.add(scenario.getValue()));
    return GuestSecrets.named(all.stream().map(given -> only(names, given)).toList());
  }

  private static Map<String, String> only(Set<String> names, Map<String, String> given) {
    Map<String, String> chosen = new HashMap<>(given);
    chosen.keySet().retainAll(names);
    return chosen;
  }

  /** Names of those that the manifest asks for. */
  private Set<String> variables() {
    return manifest.map(declared -> Set.copyOf(declared.capabilities().env())).orElse(Set.of());
  }

  private Map<String, String> secrets() {
    Set<String> ofManifest =
        manifest.map(declared -> declared.config().secretNames()).orElse(Set.of());
    return GuestSecrets.named(
        List.of(only(variables(), env), secretsOf(ofManifest), declaredSecrets()));
  }

  private Conditions conditions(Optional<LoadReport> report) {
    return new Conditions(
        network(),
        http.replayed().map(Conditions.Cassette::of),
        report.map(LoadReport::limits),
        reproducibility,
        settings.absent(),
        settings.tables(),
        config.keySet(),
        only(variables(), settings.env()).keySet(),
        canaries,
        settings.bounds(),
        settings.headroom(),
        settings.callLimit(),
        settings.scenarios().keySet());
  }

  private Network network() {
    if (!isFile(spec)) {
      return Network.UNSEEN;
    } else if (http.replayed().isPresent()) {
      return Network.RECORDED;
    }
    return manifest.map(declared -> declared.capabilities().http().isEmpty()).orElse(true)
        ? Network.NONE
        : Network.LIVE;
  }
}
