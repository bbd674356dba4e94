package dev.witloof.host.http.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes cassettes as JSON for people. */
final class CassetteWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CassetteWriter() {}

  static String text(Cassette cassette) {
    ObjectNode root = NODES.objectNode();
    root.put("cassette", Cassette.VERSION);
    cassette.about().ifPresent(about -> root.put("about", about));
    root.set("match", matching(cassette.matching()));
    ArrayNode exchanges = root.putArray("exchanges");
    cassette.interactions().forEach(interaction -> exchanges.add(exchange(interaction)));
    return Json.readable(root);
  }

  private static ObjectNode matching(Matching matching) {
    ObjectNode node = NODES.objectNode();
    ArrayNode ignored = node.putArray("ignore-query");
    matching.ignoredQuery().stream().sorted().forEach(ignored::add);
    ArrayNode headers = node.putArray("headers");
    matching.headers().forEach(headers::add);
    node.put("body", matching.body());
    node.put("after-last", matching.afterLast().key());
    return node;
  }

  private static ObjectNode exchange(Interaction interaction) {
    ObjectNode node = NODES.objectNode();
    RecordedRequest request = interaction.request();
    if (interaction.times() > 1) {
      node.put("times", interaction.times());
    }
    ObjectNode asked = node.putObject("request");
    asked.put("method", request.method());
    asked.put("url", request.url());
    putHeaders(asked, "headers", request.headers());
    putBody(asked, request.body());
    if (interaction.answer() instanceof Answer.Response response) {
      ObjectNode answered = node.putObject("response");
      answered.put("status", response.status());
      putHeaders(answered, "headers", response.headers());
      putBody(answered, response.body());
      putHeaders(answered, "trailers", response.trailers());
      if (response.incomplete()) {
        answered.put("incomplete", true);
      }
      response.failure().ifPresent(failure -> answered.set("failure", failure(failure)));
    } else {
      node.set("failure", failure((Answer.Failure) interaction.answer()));
    }
    return node;
  }

  private static ObjectNode failure(Answer.Failure failure) {
    return NODES.objectNode().put("code", failure.code()).put("message", failure.message());
  }

  private static void putHeaders(
      ObjectNode message, String key, Map<String, List<String>> headers) {
    if (headers.isEmpty()) {
      return;
    }
    ObjectNode node = message.putObject(key);
    headers.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            node.put(name, values.get(0));
          } else {
            ArrayNode several = node.putArray(name);
            values.forEach(several::add);
          }
        });
  }

  private static void putBody(ObjectNode message, Body body) {
    if (body.isEmpty()) {
      return;
    }
    ObjectNode node = message.putObject("body");
    Optional<String> text = body.text();
    Optional<JsonLayout.Laid> json = text.flatMap(JsonLayout::find);
    if (json.isPresent()) {
      JsonLayout layout = json.get().layout();
      if (layout != JsonLayout.COMPACT) {
        node.put("layout", layout.key());
      }
      node.set("json", json.get().json());
    } else if (text.isPresent()) {
      node.set("text", lines(text.get()));
    } else {
      node.put("base64", body.content());
    }
    if (body.gzip()) {
      node.put("gzip", true);
    }
  }

  /** A text of several lines reads better as the list of these. */
  private static JsonNode lines(String text) {
    ArrayNode lines = NODES.arrayNode();
    int from = 0;
    while (from < text.length()) {
      int feed = text.indexOf('\n', from);
      int to = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(from, to));
      from = to;
    }
    return lines.size() == 1 ? lines.get(0) : lines;
  }
}
