package dev.witloof.pipeline;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.ConnectorManifest.Limits;
import dev.witloof.connector.config.ConfigException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to move from where to where: {@code pipeline.toml}, or {@code pipeline.json} with the same
 * keys. Immutable.
 *
 * <pre>
 * [pipeline]
 * name = "earthquakes"
 * tables = ["earthquakes"]          # default: all that the source discovers
 * [source]
 * connector = "./connector.toml"    # manifest, .wasm or name of a native connector
 * http-cassette = "./cassette.json" # recorded answers
 * [source.config]
 * start = "2018-01-31T00:00:00Z"
 * [source.grants]
 * http = ["earthquake.usgs.gov"]    # keys as the manifest's [capabilities]
 * [destination]
 * connector = "duckdb"
 * [destination.config]
 * path = "./earthquakes.duckdb"
 * [checkpoint]
 * rows = 10000
 * bytes = "16 MiB"
 * interval = "5s"
 * [retry]
 * attempts = 5
 * initial-delay = "500ms"
 * max-delay = "30s"
 * [limits]                          # keys as the manifest's [limits]
 * next-deadline = "30s"
 * </pre>
 *
 * @param name letters, digits, dot, underscore and hyphen, at most 100; cursors are kept under it
 * @param folder absolute path of the folder that the file is in; its relative paths start there
 * @param tables tables to read, in this order; empty for all
 * @param limits limits that override those of the manifests
 */
public record Pipeline(
    String name,
    Path folder,
    List<String> tables,
    End source,
    End destination,
    CheckpointPolicy checkpoint,
    RetryPolicy retry,
    Limits limits) {

  public Pipeline {
    tables = List.copyOf(tables);
  }

  /**
   * Reads a pipeline, as JSON when the file name ends in {@code .json}, else as TOML.
   *
   * @throws ConfigException with every fault found, each with its line, column and key
   */
  public static Pipeline read(Path file) {
    return PipelineReader.read(file);
  }

  /**
   * One end of the pipeline.
   *
   * @param connector what is opened
   * @param httpCassette absolute path of the cassette that answers HTTP requests in place of the
   *     network
   * @param config settings that the connector interprets, as they are written, in the order of the
   *     file
   * @param grants what the operator allows a wasm connector
   */
  public record End(
      ConnectorReference connector,
      Optional<Path> httpCassette,
      Map<String, String> config,
      Capabilities grants) {
    public End {
      config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }
  }
}
