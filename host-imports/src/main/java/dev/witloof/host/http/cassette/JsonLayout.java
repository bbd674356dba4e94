package dev.witloof.host.http.cassette;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a service lays out its JSON. A body whose JSON gives the same text again in one of these is
 * kept as JSON, which reads better, and is replayed byte by byte all the same.
 */
enum JsonLayout {
  /** Without white space. */
  COMPACT(false, ""),
  /** Without white space, and a line feed at the end. */
  COMPACT_LINE(false, "\n"),
  /** A space after each comma and colon. */
  SPACED(true, ""),
  /** A space after each comma and colon, and a line feed at the end. */
  SPACED_LINE(true, "\n");

  private final boolean spaced;
  private final String end;

  JsonLayout(boolean spaced, String end) {
    this.spaced = spaced;
    this.end = end;
  }

  /** What a file calls it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<JsonLayout> of(String key) {
    return Arrays.stream(values()).filter(layout -> layout.key().equals(key)).findFirst();
  }

  /** A text that is JSON, and its layout. */
  record Laid(JsonNode json, JsonLayout layout) {}

  /** An object or array in one of the layouts. */
  static Optional<Laid> find(String text) {
    JsonNode json;
    try {
      json = Json.BODIES.readTree(text);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
    if (!json.isContainerNode()) {
      return Optional.empty();
    }
    return Arrays.stream(values())
        .filter(layout -> layout.text(json).equals(text))
        .findFirst()
        .map(layout -> new Laid(json, layout));
  }

  /** JSON in this layout. */
  String text(JsonNode json) {
    try {
      ObjectWriter writer = spaced ? Json.MAPPER.writer(new Spaced()) : Json.MAPPER.writer();
      return writer.writeValueAsString(json) + end;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON cannot be written", e);
    }
  }

  private static final class Spaced extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }
  }
}
