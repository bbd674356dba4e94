package dev.witloof.connector.internal.manifest;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.Determinism;
import dev.witloof.connector.Effects;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Form;
import dev.witloof.connector.config.shape.Key;
import dev.witloof.connector.config.shape.Keys;
import dev.witloof.connector.config.shape.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables {@code [effects]} and {@code [determinism]}, each of which may be left out. */
final class DeclarationShapes {
  private static final Key<List<Effects.Place>> READS =
      Keys.texts("reads", "Where it reads from", words(Effects.Place.values()));
  private static final Key<List<Effects.Place>> WRITES =
      Keys.texts("writes", "Where it changes something", words(Effects.Place.values()));
  private static final Key<Boolean> IDEMPOTENT =
      Keys.flag("idempotent", "Whether doing the same call again changes nothing more");
  private static final Key<Boolean> DETERMINISTIC =
      Keys.flag("deterministic", "Whether the same input gives the same output");
  private static final Key<List<Determinism.Need>> NEEDS =
      Keys.texts("needs", "What its output depends on", words(Determinism.Need.values()));

  static final Shape<Optional<Effects>> EFFECTS =
      new Shape<>(
          "What the connector does to the world outside of the pipeline: a declaration.",
          List.of(READS, WRITES, IDEMPOTENT),
          Map.of(),
          DeclarationShapes::readEffects,
          (table, effects) ->
              effects.ifPresent(
                  declared -> {
                    READS.write(table, sorted(declared.reads()));
                    WRITES.write(table, sorted(declared.writes()));
                    // Tells a declaration of nothing from none.
                    table.put(IDEMPOTENT.name(), declared.idempotent());
                  }));

  static final Shape<Optional<Determinism>> DETERMINISM =
      new Shape<>(
          "Whether the connector gives the same for the same: a declaration.",
          List.of(DETERMINISTIC, NEEDS),
          Map.of(),
          DeclarationShapes::readDeterminism,
          (table, determinism) ->
              determinism.ifPresent(
                  declared -> {
                    table.put(DETERMINISTIC.name(), declared.deterministic());
                    NEEDS.write(table, sorted(declared.needs()));
                  }));

  private DeclarationShapes() {}

  private static Optional<Effects> readEffects(ConfigTable table) {
    Effects effects =
        new Effects(
            Set.copyOf(READS.read(table)), Set.copyOf(WRITES.read(table)), IDEMPOTENT.read(table));
    return table.node().entries().isEmpty() ? Optional.empty() : Optional.of(effects);
  }

  private static Optional<Determinism> readDeterminism(ConfigTable table) {
    boolean deterministic = DETERMINISTIC.read(table);
    Set<Determinism.Need> needs = Set.copyOf(NEEDS.read(table));
    if (!deterministic && !needs.isEmpty()) {
      table.problem(
          NEEDS.name(), "says what a deterministic connector needs; add deterministic = true");
    }
    return table.node().entries().isEmpty()
        ? Optional.empty()
        : Optional.of(new Determinism(deterministic, needs));
  }

  /** What results depend on must be asked for. */
  static void checkNeeds(ConfigTable table, Determinism declared, Capabilities asked) {
    for (Determinism.Need need :
        declared.deterministic() ? sorted(declared.needs()) : List.<Determinism.Need>of()) {
      boolean isAsked =
          switch (need) {
            case CLOCK -> asked.clock();
            case RANDOM -> asked.random();
            case HTTP -> !asked.http().isEmpty();
          };
      if (!isAsked) {
        table.problem(
            NEEDS.name(),
            "names \"%s\", which [capabilities] does not ask for".formatted(word(need)));
      }
    }
  }

  private static <E extends Enum<E>> Form<E> words(E[] values) {
    String known = Stream.of(values).map(DeclarationShapes::word).collect(Collectors.joining(", "));
    return new Form<>(
        Stream.of(values).map(DeclarationShapes::word).collect(Collectors.joining("|")),
        30,
        text ->
            Stream.of(values)
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "must be one of " + known + ", not \"" + text + "\"")),
        DeclarationShapes::word);
  }

  private static <E extends Enum<E>> List<E> sorted(Set<E> values) {
    return values.stream().sorted().toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
