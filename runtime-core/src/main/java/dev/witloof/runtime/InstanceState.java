package dev.witloof.runtime;

import dev.witloof.connector.HttpRule;
import dev.witloof.runtime.LoadReport.Request;
import dev.witloof.runtime.event.ConnectorListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  private final ConnectorUsage usage = new ConnectorUsage();

  InstanceState(
      List<HostImports> providers,
      LoadReport report,
      ConfigCheck check,
      LoadOptions options,
      LogSink log,
      ConnectorListener events) {
    this.providers = providers;
    this.report = report;
    this.options = options;
    this.log = log;
    this.check = check;
    this.events = events;
  }

  /**
   * State for one new instance.
   *
   * @throws IllegalArgumentException when there is a configuration that may not be given
   */
  List<Object> create(Map<String, String> config) {
    HostEnvironment environment = environment(config);
    List<Object> state = new ArrayList<>();
    state.add(environment);
    providers.forEach(provider -> state.addAll(provider.newState(environment)));
    return state;
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

  private HostEnvironment environment(Map<String, String> config) {
    List<Request> requests = report.capabilities();
    Map<String, String> env = new LinkedHashMap<>();
    for (String name : CapabilityCheck.values(requests, Capability.ENV)) {
      options.grants().envValue(name).ifPresent(value -> env.put(name, value));
    }
    return new HostEnvironment(
        report.identity(),
        given(),
        CapabilityCheck.values(requests, Capability.HTTP).stream().map(HttpRule::parse).toList(),
        env,
        config,
        log,
        options.httpRecording(),
        report.limits().httpInFlight(),
        ConnectorLimits.LOG_BYTES_PER_SECOND,
        usage,
        events);
  }

  private Set<Capability> given() {
    return CapabilityCheck.given(report.capabilities());
  }
}
