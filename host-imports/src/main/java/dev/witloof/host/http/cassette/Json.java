package dev.witloof.host.http.cassette;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON without loss: numbers keep their digits, and a key that comes twice is an error. */
final class Json {
  /** A body as base64 is longer than Jackson takes a text for by itself. */
  private static final int LONGEST_TEXT = 2 * Body.MAX_BYTES;

  private static final int DEPTH = 1_000;

  /** For cassettes. */
  static final JsonMapper MAPPER = mapper(DEPTH);

  /** For bodies, which lie within a cassette. */
  static final JsonMapper BODIES = mapper(DEPTH - 10);

  private static JsonMapper mapper(int depth) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_TEXT)
                        .maxNestingDepth(depth)
                        .build())
                .build())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /** Columns of a line that holds a whole object or array. */
  private static final int LINE = 120;

  private static final String INDENT = "  ";

  private Json() {}

  /** JSON for people: what fits on a line is on one. */
  static String readable(JsonNode json) {
    StringBuilder text = new StringBuilder();
    print(json, "", text);
    return text.append('\n').toString();
  }

  private static void print(JsonNode json, String indent, StringBuilder text) {
    if (!json.isContainerNode() || json.isEmpty() || room(json, LINE - indent.length()) >= 0) {
      text.append(JsonLayout.SPACED.text(json));
      return;
    }
    String inner = indent + INDENT;
    String separator = "\n";
    text.append(json.isObject() ? '{' : '[');
    if (json.isObject()) {
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        text.append(separator).append(inner);
        text.append(JsonLayout.COMPACT.text(key(entry.getKey()))).append(": ");
        print(entry.getValue(), inner, text);
        separator = ",\n";
      }
    } else {
      for (JsonNode element : json) {
        text.append(separator).append(inner);
        print(element, inner, text);
        separator = ",\n";
      }
    }
    text.append('\n').append(indent).append(json.isObject() ? '}' : ']');
  }

  /** About how much room of a line it leaves; negative when it does not fit. */
  private static int room(JsonNode json, int line) {
    if (!json.isContainerNode()) {
      return line - 2 - (json.isTextual() ? json.textValue() : json.asText()).length();
    }
    int left = line - 2;
    if (json.isObject()) {
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        left = left < 0 ? left : room(entry.getValue(), left - 6 - entry.getKey().length());
      }
    } else {
      for (JsonNode element : json) {
        left = left < 0 ? left : room(element, left - 2);
      }
    }
    return left;
  }

  /**
   * The same text for JSON that is equal but for white space and the order of keys; empty for what
   * is no JSON.
   */
  static Optional<String> canonical(String text) {
    try {
      JsonNode json = BODIES.readTree(text);
      if (!json.isContainerNode()) {
        return Optional.empty();
      }
      StringBuilder canonical = new StringBuilder();
      canonical(json, canonical);
      return Optional.of(canonical.toString());
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static void canonical(JsonNode json, StringBuilder text) {
    String separator = "";
    if (json.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      json.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      text.append('{');
      for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
        text.append(separator).append(JsonLayout.COMPACT.text(key(entry.getKey()))).append(':');
        canonical(entry.getValue(), text);
        separator = ",";
      }
      text.append('}');
    } else if (json.isArray()) {
      text.append('[');
      for (JsonNode element : json) {
        text.append(separator);
        canonical(element, text);
        separator = ",";
      }
      text.append(']');
    } else {
      text.append(JsonLayout.COMPACT.text(json));
    }
  }

  private static JsonNode key(String name) {
    return JsonNodeFactory.instance.textNode(name);
  }
}
