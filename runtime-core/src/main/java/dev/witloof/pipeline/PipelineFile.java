package dev.witloof.pipeline;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.ConnectorManifest.Limits;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.ConfigTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline as a file describes it: {@code pipeline.toml}, or {@code pipeline.json} with the same
 * keys. Immutable.
 *
 * <pre>
 * [pipeline]
 * name = "earthquakes"
 * tables = ["earthquakes"]          # default: all that are discovered
 * [source]
 * connector = "./connector.toml"    # a manifest, a .wasm file or the name of a native connector
 * http-recording = "./recording"    # answers HTTP in place of the network, unless run live
 * [source.config]                   # the connector's own settings
 * start = "2018-01-31T00:00:00Z"
 * [source.grants]                   # what it may have: http, env, config, clock, log, random
 * http = ["earthquake.usgs.gov"]
 * [source.limits]                   # in place of the defaults, as in a manifest
 * memory = "64 MiB"
 * [destination]                     # with the same keys as [source]
 * connector = "duckdb"
 * [checkpoint]                      # commit when one of them is reached
 * rows = 10000
 * bytes = "16 MiB"
 * interval = "5s"
 * [retry]
 * attempts = 5
 * initial-delay = "500ms"
 * max-delay = "30s"
 * max-rate-limit-delay = "15m"
 * </pre>
 *
 * @param directory absolute path of the file's folder, to which relative paths refer
 * @param tables empty: all that are discovered
 */
public record PipelineFile(
    Path directory,
    String name,
    List<String> tables,
    Endpoint source,
    Endpoint destination,
    CheckpointPolicy checkpoint,
    RetryPolicy retry) {
  private static final long MAX_ROWS = 1_000_000_000L;
  private static final long MAX_BYTES = 1L << 40;
  private static final Duration MAX_DELAY = Duration.ofHours(24);

  public PipelineFile {
    tables = List.copyOf(tables);
  }

  /**
   * One end of a pipeline.
   *
   * @param connector as it stands in the file: a path ends in {@code .toml}, {@code .json} or
   *     {@code .wasm} and is relative to {@link #directory()}; anything else names a native
   *     connector
   * @param httpRecording absolute path of the recording that answers HTTP requests
   */
  public record Endpoint(
      String connector,
      Optional<Path> httpRecording,
      Map<String, String> config,
      Capabilities grants,
      Limits limits) {
    public Endpoint {
      config = Map.copyOf(config);
    }
  }

  /**
   * Reads a pipeline.
   *
   * @throws dev.witloof.connector.config.ConfigException with every fault found, each with its
   *     line, column and key
   */
  public static PipelineFile read(Path file) {
    Path directory = file.toAbsolutePath().normalize().getParent();
    ConfigTable root = ConfigReader.read(file);
    ConfigTable pipeline = root.requireTable("pipeline");
    String name = pipeline.require("name", PipelineFile::name);
    List<String> tables = pipeline.list("tables", text -> text);
    Endpoint source = endpoint(root.requireTable("source"), directory);
    Endpoint destination = endpoint(root.requireTable("destination"), directory);
    CheckpointPolicy checkpoint = checkpoint(root.table("checkpoint"));
    Optional<RetryPolicy> retry = retry(root.table("retry"));
    return root.finish(
        () ->
            new PipelineFile(
                directory, name, tables, source, destination, checkpoint, retry.orElseThrow()));
  }

  private static String name(String text) {
    if (text.isBlank() || text.length() > 100) {
      throw new IllegalArgumentException("must have 1 to 100 characters");
    }
    return text;
  }

  private static Endpoint endpoint(ConfigTable table, Path directory) {
    String connector = table.require("connector", PipelineFile::name);
    Optional<Path> recording =
        table.text("http-recording", text -> directory.resolve(text).normalize());
    Map<String, String> config = table.table("config").settings();
    Capabilities grants = Capabilities.read(table.table("grants"));
    Limits limits = Limits.read(table.table("limits"));
    return new Endpoint(connector, recording, config, grants, limits);
  }

  private static CheckpointPolicy checkpoint(ConfigTable table) {
    CheckpointPolicy defaults = CheckpointPolicy.DEFAULT;
    return new CheckpointPolicy(
        table.count("rows", 1, MAX_ROWS).orElse(defaults.rows()),
        table.size("bytes", 1, MAX_BYTES).orElse(defaults.bytes()),
        table.duration("interval", Duration.ZERO, MAX_DELAY).orElse(defaults.interval()));
  }

  private static Optional<RetryPolicy> retry(ConfigTable table) {
    RetryPolicy defaults = RetryPolicy.DEFAULT;
    int attempts = (int) table.count("attempts", 1, 1_000).orElse(defaults.attempts());
    Duration initial =
        table.duration("initial-delay", Duration.ZERO, MAX_DELAY).orElse(defaults.initialDelay());
    Duration max =
        table.duration("max-delay", Duration.ZERO, MAX_DELAY).orElse(defaults.maxDelay());
    Duration rateLimit =
        table
            .duration("max-rate-limit-delay", Duration.ZERO, MAX_DELAY)
            .orElse(defaults.maxRateLimitDelay());
    if (max.compareTo(initial) < 0) {
      table.problem("max-delay", "must not be shorter than initial-delay");
      return Optional.empty();
    }
    return Optional.of(new RetryPolicy(attempts, initial, max, rateLimit));
  }
}
