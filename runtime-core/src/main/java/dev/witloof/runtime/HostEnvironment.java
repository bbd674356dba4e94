package dev.witloof.runtime;

import dev.witloof.connector.HttpRule;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.http.HttpLimits;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one connector was granted, as its host functions see it: state of every component instance.
 * Immutable.
 *
 * @param connector which connector it is
 * @param granted the capabilities that were asked for and granted
 * @param httpRules the requests that may leave; empty when HTTP is not granted
 * @param env the granted environment variables that are set
 * @param config the configuration; empty when it is not granted
 * @param log where log lines and the guest's stdout and stderr go
 * @param http who answers HTTP requests
 * @param httpLimits what HTTP requests may come to
 * @param maxLogBytesPerSecond bytes of log text the connector may write in a second; what is beyond
 *     is dropped and counted
 * @param usage what the instances of the connector use of these limits together
 * @param events hears what the connector does
 * @param secrets which of the variables and settings are secret, and what keeps them out of texts
 * @param reproducibility what time it is for the connector, and its random numbers
 */
public record HostEnvironment(
    ConnectorIdentity connector,
    Set<Capability> granted,
    List<HttpRule> httpRules,
    Map<String, String> env,
    Map<String, String> config,
    LogSink log,
    HttpMode http,
    HttpLimits httpLimits,
    int maxLogBytesPerSecond,
    ConnectorUsage usage,
    ConnectorListener events,
    GuestSecrets secrets,
    Reproducibility reproducibility) {

  public HostEnvironment {
    granted = Set.copyOf(granted);
    httpRules = List.copyOf(httpRules);
    env = Map.copyOf(env);
    config = Map.copyOf(config);
  }

  /** Names the variables and settings; their values are in no text. */
  @Override
  public String toString() {
    return "HostEnvironment[connector=%s, granted=%s, httpRules=%s, env=%s, config=%s]"
        .formatted(connector, granted, httpRules, env.keySet(), config.keySet());
  }
}
