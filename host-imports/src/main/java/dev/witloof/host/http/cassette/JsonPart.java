package dev.witloof.host.http.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a cassette's JSON and where it is. */
record JsonPart(String path, JsonNode json) {
  static JsonPart root(JsonNode json) {
    return new JsonPart("", json);
  }

  /** The error that something else belongs here. */
  IllegalArgumentException wrong(String right) {
    return new IllegalArgumentException(
        "%s must be %s".formatted(path.isEmpty() ? "the file" : path, right));
  }

  /** Makes sure that it is an object with no other keys. */
  JsonPart only(String... keys) {
    List<String> known = List.of(keys);
    entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                throw new IllegalArgumentException(
                    value.path() + " is not known; known here: " + String.join(", ", known));
              }
            });
    return this;
  }

  Map<String, JsonPart> entries() {
    if (!json.isObject()) {
      throw wrong("an object");
    }
    Map<String, JsonPart> entries = new LinkedHashMap<>();
    json.properties().forEach(e -> entries.put(e.getKey(), child(e.getKey(), e.getValue())));
    return entries;
  }

  private JsonPart child(String key, JsonNode value) {
    return new JsonPart(path.isEmpty() ? key : path + "." + key, value);
  }

  Optional<JsonPart> optional(String key) {
    return Optional.ofNullable(json.get(key)).map(value -> child(key, value));
  }

  JsonPart required(String key) {
    return optional(key)
        .orElseThrow(() -> new IllegalArgumentException(child(key, json).path() + " is missing"));
  }

  List<JsonPart> elements() {
    if (!json.isArray()) {
      throw wrong("a list");
    }
    List<JsonPart> elements = new ArrayList<>();
    json.forEach(e -> elements.add(new JsonPart(path + "[" + elements.size() + "]", e)));
    return elements;
  }

  String text() {
    if (!json.isTextual()) {
      throw wrong("a text");
    }
    return json.textValue();
  }

  /** A text, or several. */
  List<String> texts() {
    return json.isArray() ? elements().stream().map(JsonPart::text).toList() : List.of(text());
  }

  int number() {
    if (!json.isInt()) {
      throw wrong("a whole number");
    }
    return json.intValue();
  }

  boolean flag() {
    if (!json.isBoolean()) {
      throw wrong("true or false");
    }
    return json.booleanValue();
  }
}
