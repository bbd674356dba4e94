package dev.witloof.host.http.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads cassettes from their JSON; what is wrong is named by its path. */
final class CassetteReader {
  private CassetteReader() {}

  /**
   * @throws IllegalArgumentException naming what is wrong, and what would be right
   */
  static Cassette read(JsonNode json) {
    JsonPart root = JsonPart.root(json).only("cassette", "about", "match", "exchanges");
    int version = root.required("cassette").number();
    if (version != Cassette.VERSION) {
      throw root.required("cassette").wrong(Cassette.VERSION + ", the only format there is");
    }
    Matching matching =
        root.optional("match").map(CassetteReader::matching).orElse(Matching.DEFAULT);
    return new Cassette(
        root.optional("about").map(JsonPart::text),
        matching,
        root.required("exchanges").elements().stream().map(CassetteReader::exchange).toList());
  }

  private static Matching matching(JsonPart part) {
    part.only("ignore-query", "headers", "body", "after-last");
    Matching usual = Matching.DEFAULT;
    return new Matching(
        part.optional("ignore-query")
            .map(names -> new HashSet<>(names.texts()))
            .orElseGet(HashSet::new),
        part.optional("headers").map(JsonPart::texts).orElse(usual.headers()),
        part.optional("body").map(JsonPart::flag).orElse(usual.body()),
        part.optional("after-last").map(CassetteReader::afterLast).orElse(usual.afterLast()));
  }

  private static Matching.AfterLast afterLast(JsonPart part) {
    for (Matching.AfterLast known : Matching.AfterLast.values()) {
      if (known.key().equals(part.text())) {
        return known;
      }
    }
    throw part.wrong("\"repeat\" or \"refuse\"");
  }

  private static Interaction exchange(JsonPart part) {
    part.only("times", "request", "response", "failure");
    int times = part.optional("times").map(JsonPart::number).orElse(1);
    if (times < 1) {
      throw part.required("times").wrong("at least 1");
    }
    JsonPart asked = part.required("request").only("method", "url", "headers", "body");
    RecordedRequest request =
        new RecordedRequest(
            asked.required("method").text(),
            url(asked.required("url")),
            headers(asked, "headers"),
            body(asked));
    Optional<Answer> failure = part.optional("failure").map(CassetteReader::failure);
    if (failure.isPresent()) {
      return new Interaction(request, failure.get(), times);
    }
    return new Interaction(request, response(part.required("response")), times);
  }

  private static String url(JsonPart part) {
    String url = part.text();
    if (!url.matches("https?://[^/?#]+[/?].*")) {
      throw part.wrong("a whole address, such as \"https://example.com/\"");
    }
    return url;
  }

  private static Answer.Response response(JsonPart part) {
    part.only("status", "headers", "body", "trailers", "incomplete", "failure");
    int status = part.required("status").number();
    if (status < 100 || status > 599) {
      throw part.required("status").wrong("a status from 100 to 599");
    }
    return new Answer.Response(
        status,
        headers(part, "headers"),
        body(part),
        headers(part, "trailers"),
        part.optional("incomplete").map(JsonPart::flag).orElse(false),
        part.optional("failure").map(CassetteReader::failure));
  }

  private static Answer.Failure failure(JsonPart part) {
    part.only("code", "message");
    return new Answer.Failure(part.required("code").text(), part.required("message").text());
  }

  private static Map<String, List<String>> headers(JsonPart message, String key) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    message
        .optional(key)
        .ifPresent(
            part ->
                part.entries()
                    .forEach(
                        (name, values) ->
                            headers
                                .computeIfAbsent(
                                    name.toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                                .addAll(values.texts())));
    return headers;
  }

  private static Body body(JsonPart message) {
    Optional<JsonPart> given = message.optional("body");
    if (given.isEmpty()) {
      return Body.EMPTY;
    }
    JsonPart part = given.get().only("json", "layout", "text", "base64", "gzip");
    boolean gzip = part.optional("gzip").map(JsonPart::flag).orElse(false);
    JsonLayout layout =
        part.optional("layout").map(CassetteReader::layout).orElse(JsonLayout.COMPACT);
    Optional<String> text =
        part.optional("json")
            .map(json -> layout.text(json.json()))
            .or(() -> part.optional("text").map(lines -> String.join("", lines.texts())));
    if (text.isPresent()) {
      return new Body(new byte[0], gzip).withText(text.get());
    }
    return new Body(bytes(part.required("base64")), gzip);
  }

  private static JsonLayout layout(JsonPart part) {
    return JsonLayout.of(part.text())
        .orElseThrow(
            () -> part.wrong("\"compact\", \"compact-line\", \"spaced\" or \"spaced-line\""));
  }

  private static byte[] bytes(JsonPart part) {
    try {
      return Base64.getDecoder().decode(part.text());
    } catch (IllegalArgumentException e) {
      throw part.wrong("base64");
    }
  }
}
