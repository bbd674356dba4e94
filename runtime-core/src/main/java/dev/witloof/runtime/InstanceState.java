package dev.witloof.runtime;

import dev.witloof.connector.HttpRule;
import dev.witloof.runtime.LoadReport.Request;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.internal.InstanceHost;
import dev.witloof.runtime.internal.observe.RedactedEvents;
import dev.witloof.runtime.secret.GuestSecrets;
import dev.witloof.runtime.secret.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the host state of the component instances of one connector: the environment, and what
 * providers keep.
 */
final class InstanceState implements AutoCloseable {
  private final List<HostImports> providers;
  private final LoadReport report;
  private final LoadOptions options;
  private final LogSink log;
  private final ConfigCheck check;
  private final ConnectorListener events;
  private final Set<String> secretSettings;
  private final ConnectorUsage usage = new ConnectorUsage();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /**
   * @param secretSettings keys of the configuration that hold secrets
   */
  InstanceState(
      List<HostImports> providers,
      LoadReport report,
      ConfigCheck check,
      LoadOptions options,
      LogSink log,
      ConnectorListener events,
      Set<String> secretSettings) {
    this.providers = providers;
    this.report = report;
    this.options = options;
    this.log = log;
    this.check = check;
    this.events = events;
    this.secretSettings = Set.copyOf(secretSettings);
  }

  /**
   * The host's side of one new instance.
   *
   * @throws IllegalArgumentException when there is a configuration that may not be given
   */
  InstanceHost create(Map<String, String> config) {
    Map<String, String> env = env();
    GuestSecrets secrets = GuestSecrets.of(env, config, secretSettings, options.secrets());
    warnOfShort(secrets.redactor().tooShort());
    ConnectorListener redacted = new RedactedEvents(events, secrets.redactor());
    HostEnvironment environment = environment(env, config, secrets, redacted);
    List<Object> state = new ArrayList<>();
    state.add(environment);
    providers.forEach(provider -> state.addAll(provider.newState(environment)));
    return new InstanceHost(state, redacted, secrets.redactor());
  }

  /** Tells it once a name: an operator may think that the value is kept out of the log. */
  private void warnOfShort(List<String> names) {
    for (String name : names) {
      if (warned.add(name)) {
        log.log(
            new LogSink.LogLine(
                report.connector(),
                LogSink.Level.WARN,
                "witloof",
                "the secret %s has fewer than %d characters and is not redacted"
                    .formatted(name, Redactor.SHORTEST)));
      }
    }
  }

  private Map<String, String> env() {
    Map<String, String> env = new LinkedHashMap<>();
    for (String name : CapabilityCheck.values(report.capabilities(), Capability.ENV)) {
      options.grants().envValue(name).ifPresent(value -> env.put(name, value));
    }
    return env;
  }

  /** Whether the connector was granted a configuration. */
  boolean takesConfig() {
    return given().contains(Capability.CONFIG);
  }

  /**
   * The configuration that the connector is given, defaults included.
   *
   * @throws IllegalArgumentException when it may not be given one, or the configuration is wrong
   */
  Map<String, String> complete(Map<String, String> config) {
    if (takesConfig()) {
      return check.complete(config);
    }
    if (!config.isEmpty()) {
      throw new IllegalArgumentException(
          "connector '"
              + report.connector()
              + "' is given a configuration ("
              + String.join(", ", config.keySet())
              + "), but does not ask for one; its manifest needs config = true under [capabilities]");
    }
    return Map.of();
  }

  /** Closes what the instances share, after they are closed. */
  @Override
  public void close() {
    usage.close();
  }

  private HostEnvironment environment(
      Map<String, String> env,
      Map<String, String> config,
      GuestSecrets secrets,
      ConnectorListener redacted) {
    List<Request> requests = report.capabilities();
    return new HostEnvironment(
        report.identity(),
        given(),
        CapabilityCheck.values(requests, Capability.HTTP).stream().map(HttpRule::parse).toList(),
        env,
        config,
        log,
        options.http(),
        report.limits().http(),
        ConnectorLimits.LOG_BYTES_PER_SECOND,
        usage,
        redacted,
        secrets,
        options.reproducibility());
  }

  private Set<Capability> given() {
    return CapabilityCheck.given(report.capabilities());
  }
}
