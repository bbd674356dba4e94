package dev.witloof.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Shape;
import dev.witloof.connector.internal.manifest.CapabilitiesShape;
import dev.witloof.connector.internal.manifest.LimitsShape;
import dev.witloof.connector.internal.manifest.ManifestReader;
import java.net.URI;
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
 * contract = "0.1.0"              # version of witloof:connector
 * strict = false                  # true: refuse inert imports as well
 * description = "Issues and pull requests"
 * licence = "Apache-2.0"          # an SPDX expression
 * homepage = "https://example.com/github"
 * [config]                        # see ConfigSchema
 * required = ["token"]
 * properties.token = { type = "string", secret = true }
 * [capabilities]
 * http = ["GET api.github.com/repos", "*.githubusercontent.com"]   # see HttpRule
 * env = ["GITHUB_TOKEN"]
 * config = true                   # and clock, log, random
 * [limits]
 * memory = "128 MiB"
 * next-deadline = "30s"
 * [effects]                       # see Effects
 * reads = ["remote"]
 * idempotent = true
 * [determinism]                   # see Determinism
 * deterministic = true
 * needs = ["http", "clock"]
 * </pre>
 *
 * @param name letters, digits, dot, underscore and hyphen; at most 100
 * @param version a semantic version (SemVer 2.0.0) of at most 100 characters
 * @param wasm absolute path of the component
 * @param contract the version of the WIT package that it is built for
 * @param strict whether imports that carry no authority are refused as well
 * @param config the settings that it takes
 * @param effects empty when nothing is declared
 * @param determinism empty when nothing is declared
 */
public record ConnectorManifest(
    String name,
    String version,
    ConnectorKind kind,
    Path wasm,
    String contract,
    boolean strict,
    About about,
    ConfigSchema config,
    Capabilities capabilities,
    Limits limits,
    Optional<Effects> effects,
    Optional<Determinism> determinism) {

  /** The version of the WIT package {@code witloof:connector} that this version knows. */
  public static final String CONTRACT = "0.1.0";

  /** A manifest that asks for nothing and says nothing that need not be said. */
  public static ConnectorManifest of(String name, String version, ConnectorKind kind, Path wasm) {
    return new ConnectorManifest(
        name,
        version,
        kind,
        wasm,
        CONTRACT,
        false,
        About.NOTHING,
        ConfigSchema.UNDECLARED,
        Capabilities.NONE,
        Limits.DEFAULTS,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Reads a manifest, as JSON when the file name ends in {@code .json}, else as TOML.
   *
   * @throws ConfigException with every fault found, each with its line, column and key
   */
  public static ConnectorManifest read(Path file) {
    return read(file, ConfigReader.content(file));
  }

  /**
   * Reads a manifest whose bytes are at hand, for those who must know that they check what they
   * read.
   *
   * @param file where it is from: its name tells the format, and its folder is what the path of the
   *     component is relative to
   * @throws ConfigException as {@link #read(Path)} does
   */
  public static ConnectorManifest read(Path file, byte[] content) {
    return ManifestReader.read(file, content);
  }

  /**
   * The text of a manifest that, read from that file, is equal to this one: JSON when the file name
   * ends in {@code .json}, else TOML.
   */
  public String textFor(Path file) {
    return ManifestReader.text(this, file);
  }

  /** The manifest as the tree of a {@code connector.json} that is at that path. */
  public ObjectNode toJson(Path file) {
    return ManifestReader.tree(this, file);
  }

  /**
   * The JSON Schema of manifests, made of what reads them; in both formats the keys are the same.
   */
  public static ObjectNode schema() {
    return ManifestReader.schema();
  }

  /** The same, asking for something else. */
  public ConnectorManifest withCapabilities(Capabilities asked) {
    return new ConnectorManifest(
        name,
        version,
        kind,
        wasm,
        contract,
        strict,
        about,
        config,
        asked,
        limits,
        effects,
        determinism);
  }

  /** The same, refusing imports that carry no authority or not. */
  public ConnectorManifest withStrict(boolean isStrict) {
    return new ConnectorManifest(
        name,
        version,
        kind,
        wasm,
        contract,
        isStrict,
        about,
        config,
        capabilities,
        limits,
        effects,
        determinism);
  }

  /** The same, with other limits. */
  public ConnectorManifest withLimits(Limits changed) {
    return new ConnectorManifest(
        name,
        version,
        kind,
        wasm,
        contract,
        strict,
        about,
        config,
        capabilities,
        changed,
        effects,
        determinism);
  }

  /**
   * What a connector says of itself, for people.
   *
   * @param licence an SPDX expression; whether its identifiers exist is not looked up
   * @param homepage with http or https
   */
  public record About(
      Optional<String> description, Optional<String> licence, Optional<URI> homepage) {
    /** Says nothing. */
    public static final About NOTHING =
        new About(Optional.empty(), Optional.empty(), Optional.empty());
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
      return CapabilitiesShape.SHAPE.read(capabilities);
    }

    /** The shape of the table, for tables that have these keys among others. */
    public static Shape<Capabilities> shape() {
      return CapabilitiesShape.SHAPE;
    }

    /** The table that {@link #read} reads. */
    public ObjectNode toJson() {
      return CapabilitiesShape.SHAPE.write(this);
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
   * @param httpRequestBody bytes of the body of one HTTP request, 1 KiB to 4 GiB
   * @param httpResponseBody bytes of the body of one HTTP response, 1 KiB to 4 GiB
   */
  public record Limits(
      OptionalLong memory,
      OptionalLong fuel,
      Optional<Duration> nextDeadline,
      Optional<Duration> discoverDeadline,
      Optional<Duration> callDeadline,
      OptionalLong liftedBytes,
      OptionalInt handles,
      OptionalInt httpInFlight,
      OptionalLong httpRequestBody,
      OptionalLong httpResponseBody) {
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
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    /**
     * Takes the limits out of a {@code [limits]} table, as manifests and pipelines have it. Values
     * out of range become problems of the table.
     */
    public static Limits read(ConfigTable limits) {
      return LimitsShape.SHAPE.read(limits);
    }
  }
}
