package dev.witloof.connector.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a tree of JSON. */
final class JsonTree {
  private static final int MAX_NUMBER = 1_000;
  private static final int MAX_NAME = 1_000;

  /** What the parser says of its own settings is of no use to who wrote the file. */
  private static final Pattern OF_ITS_SETTINGS = Pattern.compile("(: enable| \\(not rec).*");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(ConfigNode.MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .maxNameLength(MAX_NAME)
                  .build())
          .build();

  private final JsonParser parser;
  private final List<ConfigProblem> duplicates = new ArrayList<>();

  private JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  static ConfigNode.Table parse(String file, String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return parse(file, parser);
    } catch (JsonProcessingException e) {
      throw problem(file, position(e.getLocation()), inJson(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConfigNode.Table parse(String file, JsonParser parser) throws IOException {
    try {
      JsonTree tree = new JsonTree(parser);
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw problem(file, tree.here(), "the file must be a JSON object");
      }
      ConfigNode.Table root = tree.table(Position.START, "");
      if (parser.nextToken() != null) {
        throw problem(file, tree.here(), "something follows the end of the JSON object");
      }
      if (!tree.duplicates.isEmpty()) {
        throw new ConfigException(file, tree.duplicates);
      }
      return root;
    } catch (StreamConstraintsException e) {
      // The exception has no place of its own.
      throw problem(
          file,
          position(parser.currentLocation()),
          "values are nested too deep, or a number or a name is too long: %d levels, %,d digits and"
                  .formatted(ConfigNode.MAX_DEPTH, MAX_NUMBER)
              + " %,d characters are the most".formatted(MAX_NAME));
    }
  }

  private static String inJson(String message) {
    return OF_ITS_SETTINGS.matcher(message).replaceFirst("; JSON has no such thing");
  }

  private static ConfigException problem(String file, Position position, String message) {
    return new ConfigException(file, List.of(new ConfigProblem(position, "", message)));
  }

  private ConfigNode.Table table(Position position, String path) throws IOException {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Position place = here();
      parser.nextToken();
      String member = ConfigTable.join(path, key);
      ConfigNode first = entries.putIfAbsent(key, node(place, member));
      if (first != null) {
        duplicates.add(
            new ConfigProblem(place, member, "is there already, at " + first.position()));
      }
    }
    return new ConfigNode.Table(position, entries);
  }

  private ConfigNode node(Position position, String path) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> table(position, path);
      case START_ARRAY -> {
        List<ConfigNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(node(here(), path + "[" + elements.size() + "]"));
        }
        yield new ConfigNode.Sequence(position, elements);
      }
      case VALUE_STRING -> ConfigNode.text(position, parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? new ConfigNode.Other(position, "a number beyond 64 bits")
              : new ConfigNode.Whole(position, parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> new ConfigNode.Decimal(position, parser.getDoubleValue());
      case VALUE_TRUE -> new ConfigNode.Bool(position, true);
      case VALUE_FALSE -> new ConfigNode.Bool(position, false);
      default -> new ConfigNode.Other(position, "null");
    };
  }

  private Position here() {
    return position(parser.currentTokenLocation());
  }

  private static Position position(@Nullable JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? Position.START
        : new Position(location.getLineNr(), Math.max(1, location.getColumnNr()));
  }
}
