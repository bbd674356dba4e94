package dev.witloof.connector.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes values out of a table. What is wrong is collected, not thrown, so that one reading finds
 * all of it: ask for every key, then call {@link #finish}, which also complains of keys that nobody
 * asked for.
 *
 * <pre>{@code
 * ConfigTable root = ConfigReader.read(file);
 * ConfigTable retry = root.table("retry");
 * OptionalLong attempts = retry.count("attempts", 1, 100);
 * Optional<Duration> delay = retry.duration("initial-delay", Duration.ZERO, Duration.ofHours(1));
 * return root.finish(() -> new Retry(attempts.orElse(5), delay.orElse(DEFAULT)));
 * }</pre>
 *
 * <p>Confined to one thread.
 */
public final class ConfigTable {
  /** Elements of a list of texts. */
  public static final int MAX_ELEMENTS = 1_000;

  private final String file;
  private final String path;
  private final ConfigNode.Table node;
  private final List<ConfigProblem> problems;
  private final Set<String> asked = new LinkedHashSet<>();
  private final Set<String> refused = new LinkedHashSet<>();
  private final Map<String, ConfigTable> children = new LinkedHashMap<>();
  private boolean open;

  private ConfigTable(
      String file, String path, ConfigNode.Table node, List<ConfigProblem> problems) {
    this.file = file;
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  static ConfigTable root(String file, ConfigNode.Table node) {
    return new ConfigTable(file, "", node, new ArrayList<>());
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The tree that this table reads, for what the methods here do not cover. */
  public ConfigNode.Table node() {
    return node;
  }

  /** Whether the key is there, whatever its value; asks for it. */
  public boolean has(String key) {
    return find(key) != null;
  }

  /** Complains of a key if it is there, in other words than those for an unknown one. */
  public void refuse(String key, String message) {
    refused.add(key);
    if (node.entries().containsKey(key)) {
      problem(key, message);
    }
  }

  /** A list of tables, which TOML writes as {@code [[key]]}; empty when it is not there. */
  public List<ConfigTable> tables(String key) {
    ConfigNode found = find(key);
    if (found == null) {
      return List.of();
    }
    List<ConfigNode> elements =
        found instanceof ConfigNode.Sequence sequence ? sequence.elements() : List.of(found);
    List<ConfigTable> tables = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      if (found instanceof ConfigNode.Sequence
          && elements.get(i) instanceof ConfigNode.Table element) {
        String place = place(key, i);
        ConfigTable table = new ConfigTable(file, join(path, place), element, problems);
        children.put(place, table);
        tables.add(table);
      } else if (found instanceof ConfigNode.Sequence) {
        wrongKind(place(key, i), elements.get(i), "a table");
      } else {
        wrongKind(key, found, "a list of tables, each headed [[" + join(path, key) + "]]");
      }
    }
    return tables;
  }

  private static String place(String key, int index) {
    return key + "[" + index + "]";
  }

  /** A table; without entries when it is not there. */
  public ConfigTable table(String key) {
    return children.computeIfAbsent(key, this::newChild);
  }

  /** A table that must be there. */
  public ConfigTable requireTable(String key) {
    ConfigTable table = table(key);
    if (find(key) == null) {
      problem(key, "is missing; add the table [" + join(path, key) + "]");
    }
    // Without the table its keys are missing too, which says nothing new.
    table.open = table.open || !(find(key) instanceof ConfigNode.Table);
    return table;
  }

  private ConfigTable newChild(String key) {
    ConfigNode found = find(key);
    ConfigNode.Table table = new ConfigNode.Table(node.position(), Map.of());
    if (found instanceof ConfigNode.Table given) {
      table = given;
    } else if (found != null) {
      wrongKind(key, found, "a table");
    }
    return new ConfigTable(file, join(path, key), table, problems);
  }

  /** Text, which {@code parse} turns into what is wanted or refuses by IllegalArgumentException. */
  public <T> Optional<T> text(String key, Function<String, T> parse) {
    ConfigNode found = find(key);
    if (found == null) {
      return Optional.empty();
    }
    return parse(key, found, parse);
  }

  /** Text as it stands. */
  public Optional<String> text(String key) {
    return text(key, Function.identity());
  }

  /**
   * Text that must be there. When it is not, or is refused, the result is null, which only code
   * that {@link #finish} will not run may see.
   */
  public <T> T require(String key, Function<String, T> parse) {
    missing(key, "text");
    return text(key, parse).orElse(null);
  }

  /** One of several words, which must be there; the result is as with {@link #require}. */
  public <T> T requireChoice(String key, Map<String, T> choices) {
    return require(
        key,
        text -> {
          T choice = choices.get(text);
          if (choice == null) {
            throw new IllegalArgumentException(
                "must be one of %s, not \"%s\"%s"
                    .formatted(quoted(choices.keySet()), text, didYouMean(text, choices.keySet())));
          }
          return choice;
        });
  }

  /** True or false. */
  public boolean bool(String key, boolean whenAbsent) {
    ConfigNode found = find(key);
    if (found instanceof ConfigNode.Bool bool) {
      return bool.value();
    }
    if (found != null) {
      wrongKind(key, found, "true or false");
    }
    return whenAbsent;
  }

  /** A list of at most {@link #MAX_ELEMENTS} different texts; empty when it is not there. */
  public <T> List<T> list(String key, Function<String, T> parse) {
    ConfigNode found = find(key);
    List<T> values = new ArrayList<>();
    if (found instanceof ConfigNode.Sequence sequence
        && sequence.elements().size() > MAX_ELEMENTS) {
      problem(
          found.position(),
          key,
          "must have at most %,d elements, not %,d"
              .formatted(MAX_ELEMENTS, sequence.elements().size()));
    } else if (found instanceof ConfigNode.Sequence sequence) {
      Map<T, Position> seen = new LinkedHashMap<>();
      for (int i = 0; i < sequence.elements().size(); i++) {
        ConfigNode element = sequence.elements().get(i);
        String elementKey = key + "[" + i + "]";
        parse(elementKey, element, parse)
            .ifPresent(
                value -> {
                  Position first = seen.putIfAbsent(value, element.position());
                  if (first == null) {
                    values.add(value);
                  } else {
                    problem(element.position(), elementKey, "is there already, at " + first);
                  }
                });
      }
    } else if (found != null) {
      wrongKind(key, found, "a list of texts, such as [\"a\", \"b\"]");
    }
    return List.copyOf(values);
  }

  /** A size in bytes: text such as {@code "128 MiB"}, or a whole number of bytes. */
  public OptionalLong size(String key, long min, long max) {
    return number(
        key, min, max, Quantities::bytes, Quantities::showBytes, "a size such as \"128 MiB\"");
  }

  /** A whole number; {@code 1e9} counts as one. */
  public OptionalLong count(String key, long min, long max) {
    return number(key, min, max, Quantities::count, Quantities::showCount, "a whole number");
  }

  /** A duration: text such as {@code "30s"}. */
  public Optional<Duration> duration(String key, Duration min, Duration max) {
    ConfigNode found = find(key);
    if (found == null) {
      return Optional.empty();
    }
    if (!(found instanceof ConfigNode.Text text)) {
      wrongKind(key, found, "a duration in quotes, such as \"30s\"");
      return Optional.empty();
    }
    return parse(
        key,
        text,
        value -> {
          Duration duration = Quantities.duration(value);
          if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                "must be from %s to %s, not %s"
                    .formatted(Quantities.showDuration(min), Quantities.showDuration(max), value));
          }
          return duration;
        });
  }

  /**
   * All entries as text, for settings that somebody else interprets: numbers and true or false are
   * written as JSON has them. No key of this table is unknown then.
   */
  public Map<String, String> settings() {
    open = true;
    Map<String, String> settings = new LinkedHashMap<>();
    node.entries()
        .forEach(
            (key, value) -> {
              if (value instanceof ConfigNode.Text text) {
                settings.put(key, text.value());
              } else if (value instanceof ConfigNode.Whole number) {
                settings.put(key, Long.toString(number.value()));
              } else if (value instanceof ConfigNode.Decimal number
                  && Double.isFinite(number.value())) {
                settings.put(key, BigDecimal.valueOf(number.value()).toPlainString());
              } else if (value instanceof ConfigNode.Bool bool) {
                settings.put(key, Boolean.toString(bool.value()));
              } else {
                wrongKind(key, value, "text in quotes, a number, or true or false");
              }
            });
    return settings;
  }

  /** Complains of the value of a key, or of the table when the key is not there. */
  public void problem(String key, String message) {
    ConfigNode found = node.entries().get(key);
    problem(found == null ? node.position() : found.position(), key, message);
  }

  /**
   * Ends the reading; to be called on the top-level table.
   *
   * @param value makes the result; called only when nothing is wrong
   * @throws ConfigException with everything that is wrong, unknown keys included
   */
  public <T> T finish(Supplier<T> value) {
    findUnknown();
    if (!problems.isEmpty()) {
      throw new ConfigException(file, problems);
    }
    return value.get();
  }

  private void findUnknown() {
    for (String key : node.entries().keySet()) {
      if (!open && !asked.contains(key) && !refused.contains(key)) {
        problem(
            key,
            "is not known%s; known here: %s"
                .formatted(didYouMean(key, asked), String.join(", ", asked)));
      }
    }
    children.values().forEach(ConfigTable::findUnknown);
  }

  private @Nullable ConfigNode find(String key) {
    asked.add(key);
    return node.entries().get(key);
  }

  private void missing(String key, String kind) {
    if (find(key) == null && !open) {
      problem(key, "is missing; it must be " + kind);
    }
  }

  private <T> Optional<T> parse(String key, ConfigNode found, Function<String, T> parse) {
    if (!(found instanceof ConfigNode.Text text)) {
      wrongKind(key, found, "text in quotes");
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text.value()));
    } catch (IllegalArgumentException e) {
      problem(found.position(), key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private OptionalLong number(
      String key,
      long min,
      long max,
      Function<String, Long> parse,
      Function<Long, String> show,
      String kind) {
    ConfigNode found = find(key);
    if (found == null) {
      return OptionalLong.empty();
    }
    Long value = null;
    if (found instanceof ConfigNode.Whole whole) {
      value = whole.value();
    } else if (found instanceof ConfigNode.Decimal decimal
        && decimal.value() == Math.rint(decimal.value())
        && Math.abs(decimal.value()) < 0x1p63) {
      value = (long) decimal.value();
    } else if (found instanceof ConfigNode.Text text) {
      value = parse(key, text, parse).orElse(null);
    } else {
      wrongKind(key, found, kind);
    }
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value < min || value > max) {
      problem(
          key,
          "must be from %s to %s, not %s"
              .formatted(show.apply(min), show.apply(max), show.apply(value)));
      return OptionalLong.empty();
    }
    return OptionalLong.of(value);
  }

  private void wrongKind(String key, ConfigNode found, String wanted) {
    problem(found.position(), key, "must be %s, but is %s".formatted(wanted, found.kind()));
  }

  private void problem(Position position, String key, String message) {
    problems.add(new ConfigProblem(position, join(path, key), message));
  }

  private static String didYouMean(String text, Collection<String> known) {
    return Suggestion.nearest(text, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  private static String quoted(Collection<String> words) {
    return words.stream().sorted().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
  }
}
