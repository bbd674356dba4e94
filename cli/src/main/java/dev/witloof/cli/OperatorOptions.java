package dev.witloof.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.Grants;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the operator decides about a connector: grants, configuration, limits. */
final class OperatorOptions {
  @Option(
      names = "--grant",
      paramLabel = "CAPABILITY",
      description =
          "Grant, for this once, http=RULE, env=NAME, config, clock, log or random; RULE is"
              + " [METHOD[,METHOD] ][scheme://]host[:port][/path]; repeatable.")
  private List<String> grants = List.of();

  @Option(
      names = "--config",
      paramLabel = "KEY=VALUE",
      description = "Configure the connector; grants 'config'; repeatable.")
  private List<String> config = List.of();

  @Option(
      names = "--limit",
      paramLabel = "NAME=VALUE",
      description =
          "Change a limit, such as memory=64MiB, fuel=1e8 or next-deadline=2s; repeatable.")
  private List<String> limits = List.of();

  @Mixin private GrantsOptions approved = new GrantsOptions();

  /** What is approved beside the command line. */
  GrantsOptions approved() {
    return approved;
  }

  /** Adds the grants of the command line. */
  void addTo(Grants.Builder builder) {
    grants.forEach(grant -> add(grant, builder));
    if (!config.isEmpty()) {
      builder.config();
    }
  }

  /** The configuration of the command line. */
  Map<String, String> config() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : config) {
      String[] parts = pair("--config", setting);
      settings.put(parts[0], parts[1]);
    }
    return settings;
  }

  /** The limits that the command line changes. */
  ConnectorManifest.Limits limits() {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    for (String limit : limits) {
      String[] parts = pair("--limit", limit);
      settings.put(parts[0], parts[1]);
    }
    try {
      ConfigTable table = ConfigReader.json("--limit", settings.toString());
      ConnectorManifest.Limits changed = ConnectorManifest.Limits.read(table);
      return table.finish(() -> changed);
    } catch (ConfigException e) {
      throw new BadInput(
          e.problems().stream()
              .map(problem -> "--limit " + problem.key() + ": " + problem.message())
              .collect(Collectors.joining("\n")),
          e);
    }
  }

  private static void add(String grant, Grants.Builder builder) {
    int equals = grant.indexOf('=');
    String key = equals < 0 ? grant : grant.substring(0, equals);
    Optional<String> value =
        equals < 0 ? Optional.empty() : Optional.of(grant.substring(equals + 1));
    Capability capability =
        Arrays.stream(Capability.values())
            .filter(known -> known.key().equals(key.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> unknown(grant));
    try {
      switch (capability) {
        case HTTP -> builder.http(value.orElseThrow(() -> unknown(grant)));
        case ENV -> builder.env(value.orElseThrow(() -> unknown(grant)));
        case CONFIG, CLOCK, LOG, RANDOM -> {
          if (value.isPresent()) {
            throw unknown(grant);
          }
          builder.grant(capability);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new BadInput("--grant " + grant + ": " + e.getMessage(), e);
    }
  }

  private static BadInput unknown(String grant) {
    String known =
        Arrays.stream(Capability.values())
            .map(
                capability ->
                    switch (capability) {
                      case HTTP -> "http=RULE";
                      case ENV -> "env=NAME";
                      case CONFIG, CLOCK, LOG, RANDOM -> capability.key();
                    })
            .collect(Collectors.joining(", "));
    return new BadInput("--grant " + grant + ": there is no such grant; there are " + known);
  }

  private static String[] pair(String option, String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new BadInput(option + " " + text + ": write NAME=VALUE");
    }
    return new String[] {text.substring(0, equals), text.substring(equals + 1)};
  }
}
