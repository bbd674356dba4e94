package dev.witloof.conformance.certification;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Bounds;
import dev.witloof.conformance.Scenario;
import dev.witloof.conformance.Subject;
import dev.witloof.conformance.certification.ConformanceSettings.ReadBackSettings;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Form;
import dev.witloof.connector.config.shape.Key;
import dev.witloof.connector.config.shape.Keys;
import dev.witloof.connector.config.shape.Shape;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of {@code conformance.toml}; see {@link ConformanceSettings}. */
final class ConformanceShape {
  private static final int LONGEST = 1_000;
  private static final long MOST = 1_000_000_000;
  private static final int PERCENT = 100;
  private static final long HALF = 50;

  private static final Form<String> TEXT =
      Form.of(
          "[^\\u0000-\\u001f\\u007f]{1," + LONGEST + "}",
          LONGEST,
          "must be 1 to " + LONGEST + " characters, without control characters");

  private static final Key<List<Behaviour>> ABSENT =
      Keys.texts("absent", "Behaviours that the connector does without", words(Behaviour.values()));
  private static final Key<List<String>> TABLES =
      Keys.texts("tables", "The tables to test; all unless given", TEXT);
  private static final Key<List<String>> SECRETS =
      Keys.texts("secrets", "Settings that are secret, beside those of the manifest", TEXT);
  private static final Key<OptionalLong> HEADROOM =
      Keys.count("headroom", "Percent of each limit that a call may use", 1, PERCENT);
  private static final Key<Optional<Duration>> CALL_LIMIT =
      Keys.duration(
          "call-limit",
          "After which a call of the connector counts as one that never returns",
          Duration.ofMillis(1),
          Duration.ofHours(1));
  private static final Key<Map<String, String>> CONFIG =
      Keys.settings("config", "The settings that the connector is opened with");
  private static final Key<Map<String, String>> ENV =
      Keys.settings("env", "Values of environment variables that the manifest asks for");

  private static final Key<OptionalLong> BATCHES =
      Keys.count("batches", "Batches of one read of one table", 1, Integer.MAX_VALUE);
  private static final Key<OptionalLong> ROWS =
      Keys.count("rows", "Rows of one read of one table", 1, MOST);
  private static final Key<Optional<Duration>> TIME =
      Keys.duration(
          "time", "What one read of one table takes", Duration.ofMillis(1), Duration.ofHours(1));
  private static final Key<OptionalLong> RESUMED_ROWS =
      Keys.count("resumed-rows", "Rows read in all to resume at every batch of a table", 1, MOST);
  private static final Key<Bounds> BOUNDS =
      Keys.table(
          "bounds",
          new Shape<>(
              "What the tables stay within, at most.",
              List.of(BATCHES, ROWS, TIME, RESUMED_ROWS),
              Map.of(),
              ConformanceShape::readBounds,
              (table, bounds) -> {
                BATCHES.write(table, OptionalLong.of(bounds.batches()));
                ROWS.write(table, OptionalLong.of(bounds.rows()));
                TIME.write(table, Optional.of(bounds.time()));
                RESUMED_ROWS.write(table, OptionalLong.of(bounds.resumedRows()));
              }));

  /** Those that are a matter of configuration; the rows of KNOWN are for tests to say. */
  private static final Form<Scenario.Shape> SHAPES =
      words(
          new Scenario.Shape[] {
            Scenario.Shape.EMPTY,
            Scenario.Shape.ONE_ROW,
            Scenario.Shape.WIDE,
            Scenario.Shape.ALL_TYPES
          });

  private static final Key<Map<String, Map<String, String>>> SCENARIOS =
      Keys.tables(
          "scenarios",
          "States in which there is something special to read: empty, one-row, wide, all-types.",
          new Form<>(SHAPES.pattern(), SHAPES.longest(), ConformanceShape::shape, name -> name),
          new Shape<>(
              "One state.",
              List.of(CONFIG),
              Map.of(),
              CONFIG::read,
              (table, config) -> CONFIG.write(table, config)));

  private static final Key<Optional<String>> JDBC =
      Keys.text("jdbc", "A JDBC URL by which rows of a table are seen", TEXT);
  private static final Key<Boolean> WAREHOUSE =
      Keys.flag(
          "warehouse", "Whether it is sent to a warehouse of the kit's, which is at {warehouse}");
  private static final Key<ReadBackSettings> READ_BACK =
      Keys.table(
          "read-back",
          new Shape<>(
              "How the rows are seen that a destination wrote: by jdbc or in the warehouse.",
              List.of(JDBC, WAREHOUSE),
              Map.of(),
              table -> {
                Optional<String> jdbc = JDBC.read(table);
                boolean warehouse = WAREHOUSE.read(table);
                if (warehouse && jdbc.isPresent()) {
                  table.problem("warehouse", "is in place of jdbc; leave one of them out");
                }
                return new ReadBackSettings(jdbc, warehouse);
              },
              (table, settings) -> {
                JDBC.write(table, settings.jdbc());
                WAREHOUSE.write(table, settings.warehouse());
              }));

  private final Key<Optional<Path>> cassette;

  private ConformanceShape(Path folder) {
    cassette =
        Keys.text(
            "cassette",
            "What answers requests in place of the network, relative to this file",
            new Form<>(
                TEXT.pattern(),
                TEXT.longest(),
                text -> path(folder, TEXT.parse().apply(text)),
                Path::toString));
  }

  /**
   * @param folder what the paths are relative to
   */
  static Shape<ConformanceSettings> in(Path folder) {
    ConformanceShape shape = new ConformanceShape(folder);
    return new Shape<>(
        "How a connector is tested.",
        List.of(
            ABSENT,
            TABLES,
            shape.cassette,
            SECRETS,
            HEADROOM,
            CALL_LIMIT,
            CONFIG,
            ENV,
            BOUNDS,
            SCENARIOS,
            READ_BACK),
        Map.of(),
        shape::read,
        shape::write);
  }

  /**
   * @throws dev.witloof.connector.config.ConfigException with every fault found
   */
  static ConformanceSettings read(ConfigTable root, Path folder) {
    return in(folder).read(root);
  }

  private ConformanceSettings read(ConfigTable root) {
    List<Behaviour> absent = ABSENT.read(root);
    List<String> tables = TABLES.read(root);
    Optional<Path> recorded = cassette.read(root);
    List<String> secrets = SECRETS.read(root);
    double headroom = HEADROOM.read(root).orElse(HALF) / (double) PERCENT;
    Duration callLimit = CALL_LIMIT.read(root).orElse(Subject.CALL_LIMIT);
    Map<String, String> config = CONFIG.read(root);
    Map<String, String> env = ENV.read(root);
    Bounds bounds = BOUNDS.read(root);
    Map<String, Map<String, String>> scenarios = SCENARIOS.read(root);
    ReadBackSettings readBack = READ_BACK.read(root);
    return root.finish(
        () ->
            new ConformanceSettings(
                Set.copyOf(absent),
                tables,
                recorded,
                Set.copyOf(secrets),
                headroom,
                callLimit,
                config,
                env,
                bounds,
                byShape(scenarios),
                readBack));
  }

  private void write(
      com.fasterxml.jackson.databind.node.ObjectNode root, ConformanceSettings settings) {
    ABSENT.write(root, settings.absent().stream().sorted().toList());
    TABLES.write(root, settings.tables());
    cassette.write(root, settings.cassette());
    SECRETS.write(root, settings.secrets().stream().sorted().toList());
    HEADROOM.write(root, OptionalLong.of(Math.round(settings.headroom() * PERCENT)));
    CALL_LIMIT.write(root, Optional.of(settings.callLimit()));
    CONFIG.write(root, settings.config());
    ENV.write(root, settings.env());
    BOUNDS.write(root, settings.bounds());
    Map<String, Map<String, String>> scenarios = new LinkedHashMap<>();
    settings.scenarios().forEach((shape, config) -> scenarios.put(word(shape), config));
    SCENARIOS.write(root, scenarios);
    READ_BACK.write(root, settings.readBack());
  }

  private static Bounds readBounds(ConfigTable table) {
    Bounds standard = Bounds.defaults();
    return new Bounds(
        (int) BATCHES.read(table).orElse(standard.batches()),
        ROWS.read(table).orElse(standard.rows()),
        TIME.read(table).orElse(standard.time()),
        RESUMED_ROWS.read(table).orElse(standard.resumedRows()));
  }

  private static Map<Scenario.Shape, Map<String, String>> byShape(
      Map<String, Map<String, String>> named) {
    Map<Scenario.Shape, Map<String, String>> scenarios = new EnumMap<>(Scenario.Shape.class);
    named.forEach((name, config) -> scenarios.put(SHAPES.parse().apply(name), config));
    return scenarios;
  }

  private static String shape(String name) {
    return word(SHAPES.parse().apply(name));
  }

  private static Path path(Path folder, String text) {
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path: " + e.getMessage(), e);
    }
  }

  /** The names of an enum's values, such as {@code nested-types}. */
  private static <E extends Enum<E>> Form<E> words(E[] values) {
    Map<String, E> byWord =
        Stream.of(values)
            .collect(
                Collectors.toMap(
                    ConformanceShape::word, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    return new Form<>(
        String.join("|", byWord.keySet()),
        LONGEST,
        text ->
            Optional.ofNullable(byWord.get(text))
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "must be one of %s, not \"%s\""
                                .formatted(String.join(", ", byWord.keySet()), text))),
        ConformanceShape::word);
  }

  /** A name as files and certificates write it. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
