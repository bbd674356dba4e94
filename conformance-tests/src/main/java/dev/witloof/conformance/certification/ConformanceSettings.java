package dev.witloof.conformance.certification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Behaviours;
import dev.witloof.conformance.Bounds;
import dev.witloof.conformance.Scenario;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.ConfigTable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How a connector is tested, as its author says it: {@code conformance.toml} beside the manifest.
 * Immutable.
 *
 * <pre>
 * absent = ["nested-types"]       # behaviours; see Behaviour
 * tables = ["orders"]             # all unless given
 * cassette = "./cassette.json"    # answers requests
 * secrets = ["password"]          # settings that are secret beside those of the manifest
 * headroom = 50                   # percent of each limit that a call may use
 * call-limit = "60s"              # after which a call counts as one that never returns
 * [config]
 * start = "2026-01-01"
 * [env]                           # values of variables that the manifest asks for
 * REGION = "eu"
 * [bounds]
 * batches = 1000
 * rows = 1_000_000
 * time = "30s"
 * resumed-rows = 1_000_000
 * [scenarios.empty]               # and one-row, wide, all-types: what differs from [config]
 * config = { path = "./none.csv" }
 * [read-back]                     # of a destination
 * jdbc = "jdbc:duckdb:{temp}/lake.duckdb"
 * warehouse = true                # in place of jdbc: what is sent to {warehouse}
 * </pre>
 *
 * <p>In values, {@code {temp}} stands for a folder that is made for the run and deleted after it,
 * and {@code {warehouse}} for the address of a {@link dev.witloof.conformance.PracticeWarehouse}
 * that is there during the run.
 *
 * @param absent behaviours that the connector does without
 * @param tables empty: all that are discovered
 * @param cassette absolute path of what answers requests
 * @param secrets names of settings
 * @param headroom above 0, at most 1
 * @param callLimit more than zero
 * @param config settings that the connector is opened with
 * @param env values of environment variables, in place of those of the process
 * @param scenarios what differs from {@code config} where there is something special to read
 * @param readBack where the rows of a destination are seen
 */
public record ConformanceSettings(
    Set<Behaviour> absent,
    List<String> tables,
    Optional<Path> cassette,
    Set<String> secrets,
    double headroom,
    Duration callLimit,
    Map<String, String> config,
    Map<String, String> env,
    Bounds bounds,
    Map<Scenario.Shape, Map<String, String>> scenarios,
    ReadBackSettings readBack) {

  /** The name of the file that is looked for beside a manifest. */
  public static final String FILE = "conformance.toml";

  private static final String TEMPORARY = "{temp}";
  private static final String WAREHOUSE = "{warehouse}";

  /** Everything at its default. */
  public static final ConformanceSettings DEFAULTS =
      ConformanceShape.read(ConfigReader.toml(FILE, ""), Path.of(""));

  public ConformanceSettings {
    absent = Set.copyOf(absent);
    tables = List.copyOf(tables);
    secrets = Set.copyOf(secrets);
    config = Map.copyOf(config);
    env = Map.copyOf(env);
    scenarios = Map.copyOf(scenarios);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException with every fault found, each with its line, column and key
   */
  public static ConformanceSettings read(Path file) {
    ConfigTable table = ConfigReader.read(file);
    Path folder = file.toAbsolutePath().getParent();
    return ConformanceShape.read(table, folder == null ? file.toAbsolutePath() : folder);
  }

  /** The JSON Schema of the file, made of what reads it. */
  public static ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:witloof:schema:conformance:1");
    schema.put("title", "How a Witloof connector is tested");
    schema.setAll(ConformanceShape.in(Path.of("")).schema());
    return schema;
  }

  /**
   * Where the rows of a destination are seen.
   *
   * @param jdbc a URL by which tables can be queried
   * @param warehouse whether it is sent to a warehouse of the kit's, and seen there
   */
  public record ReadBackSettings(Optional<String> jdbc, boolean warehouse) {}

  /** The same with a folder in the place of {@code {temp}}. */
  public ConformanceSettings in(Path folder) {
    return inserting(text -> text.replace(TEMPORARY, folder.toString()));
  }

  /** The same with an address in the place of {@code {warehouse}}. */
  public ConformanceSettings at(URI warehouse) {
    return inserting(text -> text.replace(WAREHOUSE, warehouse.toString()));
  }

  private ConformanceSettings inserting(UnaryOperator<String> insert) {
    Map<Scenario.Shape, Map<String, String>> states = new EnumMap<>(Scenario.Shape.class);
    scenarios.forEach((shape, differing) -> states.put(shape, mapped(differing, insert)));
    return new ConformanceSettings(
        absent,
        tables,
        cassette,
        secrets,
        headroom,
        callLimit,
        mapped(config, insert),
        mapped(env, insert),
        bounds,
        states,
        new ReadBackSettings(readBack.jdbc().map(insert), readBack.warehouse()));
  }

  /**
   * The same with paths that are relative to a folder, in scenarios too.
   *
   * @param paths names of the settings that hold one
   */
  public ConformanceSettings resolved(Set<String> paths, Path folder) {
    Map<Scenario.Shape, Map<String, String>> states = new EnumMap<>(Scenario.Shape.class);
    scenarios.forEach((shape, given) -> states.put(shape, resolved(given, paths, folder)));
    return new ConformanceSettings(
        absent,
        tables,
        cassette,
        secrets,
        headroom,
        callLimit,
        resolved(config, paths, folder),
        env,
        bounds,
        states,
        readBack);
  }

  private static Map<String, String> resolved(
      Map<String, String> values, Set<String> paths, Path folder) {
    Map<String, String> resolved = new HashMap<>(values);
    for (String name : paths) {
      resolved.computeIfPresent(name, (key, path) -> folder.resolve(path).toString());
    }
    return resolved;
  }

  /** The same with more behaviours declared absent. */
  public ConformanceSettings without(Collection<Behaviour> more) {
    Set<Behaviour> all = new HashSet<>(absent);
    all.addAll(more);
    return new ConformanceSettings(
        all, tables, cassette, secrets, headroom, callLimit, config, env, bounds, scenarios,
        readBack);
  }

  private static Map<String, String> mapped(Map<String, String> values, UnaryOperator<String> by) {
    Map<String, String> mapped = new HashMap<>();
    values.forEach((key, value) -> mapped.put(key, by.apply(value)));
    return mapped;
  }

  /** What the connector declares. */
  public Behaviours behaviours() {
    Behaviours declared = Behaviours.all();
    for (Behaviour behaviour : absent) {
      declared = declared.without(behaviour);
    }
    return declared;
  }
}
