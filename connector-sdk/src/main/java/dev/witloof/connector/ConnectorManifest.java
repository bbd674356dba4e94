package dev.witloof.connector;

import dev.witloof.connector.config.ConfigException;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.internal.manifest.CapabilitiesReader;
import dev.witloof.connector.internal.manifest.LimitsReader;
import dev.witloof.connector.internal.manifest.ManifestReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a wasm connector is and what it asks for: {@code connector.toml}, or {@code connector.json}
 * with the same keys. Asking gives nothing; an operator grants. Immutable.
 *
 * <pre>
 * [connector]
 * name = "github"
 * version = "0.3.1"
 * kind = "source"                 # source | destination | both
 * wasm = "./github.wasm"          # relative to this file
 * strict = false                  # true: refuse inert imports as well
 * [capabilities]
 * http = ["GET api.github.com/repos", "*.githubusercontent.com"]   # see HttpRule
 * env = ["GITHUB_TOKEN"]
 * config = true                   # and clock, log, random
 * [limits]
 * memory = "128 MiB"
 * next-deadline = "30s"
 * </pre>
 *
 * @param name letters, digits, dot, underscore and hyphen; at most 100
 * @param version any text of 1 to 100 characters
 * @param wasm absolute path of the component
 * @param strict whether imports that carry no authority are refused as well
 */
public record ConnectorManifest(
    String name,
    String version,
    ConnectorKind kind,
    Path wasm,
    boolean strict,
    Capabilities capabilities,
    Limits limits) {

  /**
   * Reads a manifest, as JSON when the file name ends in {@code .json}, else as TOML.
   *
   * @throws ConfigException with every fault found, each with its line, column and key
   */
  public static ConnectorManifest read(Path file) {
    return ManifestReader.read(file);
  }

  /**
   * What a connector asks for, or what it is granted.
   *
   * @param http requests it makes
   * @param env names of environment variables
   * @param config whether it reads its configuration
   * @param clock whether it reads clocks
   * @param log whether it writes to the log
   * @param random whether it takes random bytes
   */
  public record Capabilities(
      List<HttpRule> http,
      List<String> env,
      boolean config,
      boolean clock,
      boolean log,
      boolean random) {
    /** Asks for nothing. */
    public static final Capabilities NONE =
        new Capabilities(List.of(), List.of(), false, false, false, false);

    public Capabilities {
      http = List.copyOf(http);
      env = List.copyOf(env);
    }

    /**
     * Takes capabilities out of a table, as manifests ask for them and pipelines grant them. Bad
     * hosts and names become problems of the table.
     */
    public static Capabilities read(ConfigTable capabilities) {
      return CapabilitiesReader.read(capabilities);
    }
  }

  /**
   * Limits that differ from the defaults; empty means the default.
   *
   * @param memory bytes of linear memories and tables, 64 KiB to 2 GiB
   * @param fuel units a call may burn, 1 to 10¹⁵
   * @param nextDeadline time of one {@code next}, 1 ms to 1 h, as all deadlines
   * @param discoverDeadline time of one {@code discover}
   * @param callDeadline time of every other call
   * @param liftedBytes bytes that one call may return, 1 KiB to 1 GiB
   * @param handles resource handles alive at once, 16 to 1,000,000
   * @param httpInFlight HTTP requests in flight at once, 1 to 1,000
   */
  public record Limits(
      OptionalLong memory,
      OptionalLong fuel,
      Optional<Duration> nextDeadline,
      Optional<Duration> discoverDeadline,
      Optional<Duration> callDeadline,
      OptionalLong liftedBytes,
      OptionalInt handles,
      OptionalInt httpInFlight) {
    /** Every limit at its default. */
    public static final Limits DEFAULTS =
        new Limits(
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalInt.empty());

    /**
     * Takes the limits out of a {@code [limits]} table, as manifests and pipelines have it. Values
     * out of range become problems of the table.
     */
    public static Limits read(ConfigTable limits) {
      return LimitsReader.read(limits);
    }
  }
}
