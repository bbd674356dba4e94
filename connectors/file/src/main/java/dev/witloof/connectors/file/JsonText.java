package dev.witloof.connectors.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads and writes single JSON values without changing any number in them. */
final class JsonText {
  private static final int MAX_NESTING = 500;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // Errors quote the value themselves, shortened.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

  private JsonText() {}

  /**
   * The one JSON value that the text is.
   *
   * @throws BadValue when it is none, more than one, has a member twice or is nested deeper than
   *     500 levels
   */
  static JsonNode parse(String text) throws BadValue {
    try {
      JsonNode node = READER.readValue(text);
      if (node == null || node.isMissingNode()) {
        throw new BadValue("is not JSON: it is empty");
      }
      return node;
    } catch (JsonProcessingException e) {
      long character = e.getLocation() == null ? 0 : e.getLocation().getCharOffset() + 1;
      throw new BadValue("is not JSON: character " + character + ": " + e.getOriginalMessage());
    }
  }

  /** The value as compact JSON. */
  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that was read cannot be written", e);
    }
  }
}
