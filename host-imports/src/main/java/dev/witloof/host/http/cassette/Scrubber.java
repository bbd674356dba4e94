package dev.witloof.host.http.cassette;

import dev.witloof.runtime.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of exchanges: what stands under a name that {@link SecretNames} knows, in
 * headers, queries, forms and JSON; the secrets of the instance, wherever they are; and what was
 * found under such a name before, wherever it is. Thread-safe.
 */
final class Scrubber {
  static final String PLACEHOLDER = "[redacted]";

  /** What is shorter is not looked for elsewhere: it may be a word. */
  private static final int SHORTEST_LEARNED = 8;

  private static final String NAME = "([A-Za-z0-9_.\\-%\\[\\]]{1,100})=)";

  /** Parameters of an address or a form. */
  private static final Pattern PARAMETER = Pattern.compile("((?:[?&])" + NAME + "([^&#]*)");

  /** Parameters of addresses within a text. */
  private static final Pattern IN_TEXT =
      Pattern.compile("((?:[?&]|\\\\u0026|&amp;)" + NAME + "([^&#\\s\"'<>;,\\\\]*)");

  private static final Pattern SCHEME =
      Pattern.compile(
          "((?:Bearer|Basic|Token|Digest|Negotiate|ApiKey) +)(.*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern COOKIE = Pattern.compile("([^=;]*=)([^;]*)(.*)");

  private final Map<String, String> learned = new LinkedHashMap<>();
  private Redactor ofLearned = Redactor.none();

  /** A request without its secrets. */
  RecordedRequest scrub(RecordedRequest request, Redactor redactor) {
    String url = parameters(PARAMETER, request.url());
    Map<String, List<String>> headers = byName(request.headers());
    Body body = byName(request.body(), request.headers());
    return redacted(new RecordedRequest(request.method(), url, headers, body), redactor);
  }

  /** An answer without its secrets. */
  Answer scrub(Answer answer, Redactor redactor) {
    if (answer instanceof Answer.Response response) {
      return redacted(
          new Answer.Response(
              response.status(),
              byName(response.headers()),
              byName(response.body(), response.headers()),
              byName(response.trailers()),
              response.incomplete(),
              response.failure()),
          redactor);
    }
    return redacted(answer, redactor);
  }

  /** An exchange without what was found, until now, in any. */
  Interaction again(Interaction interaction) {
    return new Interaction(
        redacted(interaction.request(), Redactor.none()),
        redacted(interaction.answer(), Redactor.none()),
        interaction.times());
  }

  private RecordedRequest redacted(RecordedRequest request, Redactor redactor) {
    return new RecordedRequest(
        request.method(),
        redacted(request.url(), redactor),
        redacted(request.headers(), redactor),
        redacted(request.body(), redactor));
  }

  private Answer redacted(Answer answer, Redactor redactor) {
    if (answer instanceof Answer.Response response) {
      return new Answer.Response(
          response.status(),
          redacted(response.headers(), redactor),
          redacted(response.body(), redactor),
          redacted(response.trailers(), redactor),
          response.incomplete(),
          response.failure().map(failure -> redacted(failure, redactor)));
    }
    return redacted((Answer.Failure) answer, redactor);
  }

  private Answer.Failure redacted(Answer.Failure failure, Redactor redactor) {
    return new Answer.Failure(failure.code(), redacted(failure.message(), redactor));
  }

  private Map<String, List<String>> redacted(Map<String, List<String>> headers, Redactor redactor) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    headers.forEach(
        (name, values) ->
            result
                .computeIfAbsent(redacted(name, redactor), none -> new ArrayList<>())
                .addAll(values.stream().map(value -> redacted(value, redactor)).toList()));
    return result;
  }

  private Body redacted(Body body, Redactor redactor) {
    Optional<String> text = body.text();
    if (text.isPresent()) {
      String clean = redacted(text.get(), redactor);
      return clean.equals(text.get()) ? body : body.withText(clean);
    }
    // A byte a character, so that whatever is not text stays as it is.
    String bytes = new String(body.content(), StandardCharsets.ISO_8859_1);
    String clean = redacted(bytes, redactor);
    return clean.equals(bytes)
        ? body
        : new Body(clean.getBytes(StandardCharsets.ISO_8859_1), body.gzip());
  }

  private String redacted(String text, Redactor redactor) {
    return ofLearned().redact(redactor.redact(text));
  }

  private Map<String, List<String>> byName(Map<String, List<String>> headers) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    headers.forEach(
        (name, values) ->
            result.put(
                name,
                values.stream()
                    .map(
                        value ->
                            SecretNames.isHeader(name)
                                ? header(name, value)
                                : parameters(IN_TEXT, value))
                    .toList()));
    return result;
  }

  private String header(String name, String value) {
    if (name.equals("set-cookie")) {
      Matcher cookie = COOKIE.matcher(value);
      if (cookie.matches()) {
        learn(name, cookie.group(2));
        return cookie.group(1) + PLACEHOLDER + cookie.group(3);
      }
    }
    if (name.equals("cookie")) {
      for (String part : value.split(";")) {
        learn(name, part.substring(part.indexOf('=') + 1));
      }
      return PLACEHOLDER;
    }
    Matcher scheme = SCHEME.matcher(value);
    if (scheme.matches()) {
      learn(name, scheme.group(2));
      if (scheme.group(1).toLowerCase(Locale.ROOT).startsWith("basic")) {
        learnPassword(name, scheme.group(2));
      }
      return scheme.group(1) + PLACEHOLDER;
    }
    learn(name, value);
    return PLACEHOLDER;
  }

  private void learnPassword(String name, String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      learn(name, pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException notBase64) {
      learn(name, base64);
    }
  }

  /** A text without the secrets among the parameters of the addresses in it. */
  private String parameters(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .replaceAll(
            match -> {
              if (!SecretNames.isParameter(match.group(2)) || match.group(3).isEmpty()) {
                return Matcher.quoteReplacement(match.group());
              }
              learn(match.group(2), Percent.decoded(match.group(3)));
              return Matcher.quoteReplacement(match.group(1) + PLACEHOLDER);
            });
  }

  private Body byName(Body body, Map<String, List<String>> headers) {
    Optional<String> text = body.text();
    if (text.isEmpty()) {
      return body;
    }
    boolean isForm =
        Headers.first(headers, Headers.CONTENT_TYPE)
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .contains("form-urlencoded");
    String clean =
        isForm
            ? parameters(PARAMETER, "&" + text.get()).substring(1)
            : parameters(IN_TEXT, JsonSecrets.scrub(text.get(), this::learn));
    return clean.equals(text.get()) ? body : body.withText(clean);
  }

  private synchronized Redactor ofLearned() {
    return ofLearned;
  }

  private synchronized void learn(String name, String value) {
    String stripped = value.strip();
    if (stripped.length() < SHORTEST_LEARNED
        || stripped.contains(PLACEHOLDER)
        || stripped.startsWith("[redacted ")
        || learned.containsValue(stripped)) {
      return;
    }
    String unique = name;
    for (int n = 2; learned.containsKey(unique); n++) {
      unique = name + "-" + n;
    }
    learned.put(unique, stripped);
    ofLearned = Redactor.of(learned);
  }
}
