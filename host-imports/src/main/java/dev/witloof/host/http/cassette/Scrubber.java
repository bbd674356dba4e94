package dev.witloof.host.http.cassette;

import dev.witloof.runtime.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of exchanges: what stands under a name that {@link SecretNames} knows, in
 * headers, queries, forms and JSON; the secrets of the instance, wherever they are; and, when all
 * is recorded, what was found under such a name, wherever it is. Thread-safe.
 */
final class Scrubber {
  static final String PLACEHOLDER = "[redacted]";

  /** What is shorter is not looked for elsewhere: it may be a word. */
  private static final int SHORTEST_LEARNED = 8;

  /** What is found beyond these is not looked for elsewhere: the guest says how much there is. */
  private static final int MAX_LEARNED = 1_000;

  private static final int MAX_LEARNED_CHARACTERS = 64 << 10;

  /** What the redactor writes for what was learned; names with it cannot be configured. */
  private static final Pattern LEARNED = Pattern.compile("\\[redacted \0[0-9]+]");

  private static final String NAME = "([A-Za-z0-9_.\\-%\\[\\]]{1,100})=)";

  /** Parameters of an address or a form. */
  private static final Pattern PARAMETER = Pattern.compile("((?:[?&#])" + NAME + "([^&#]*)");

  /** Parameters of addresses within a text. */
  private static final Pattern IN_TEXT =
      Pattern.compile("((?:[?&#]|\\\\u0026|&amp;)" + NAME + "([^&#\\s\"'<>;,\\\\]*)");

  /** A password before the host of an address within a text. */
  private static final Pattern USER_INFO =
      Pattern.compile(
          "(:(?:\\\\?/){2}[^\\s/?#@:\"'<>\\\\]{0,200}:)([^\\s/?#@\"'<>\\\\]{1,1000})(?=@)");

  private static final Pattern SCHEME =
      Pattern.compile(
          "((?:Bearer|Basic|Token|Digest|Negotiate|ApiKey) +)(.*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern COOKIE = Pattern.compile("([^=;]*=)([^;]*)(.*)");

  private final boolean isLearning;
  private final Set<String> learned = new LinkedHashSet<>();
  private int learnedCharacters;
  private @Nullable Redactor ofLearned;

  /**
   * @param isLearning whether what is found is kept, for {@link #again}
   */
  Scrubber(boolean isLearning) {
    this.isLearning = isLearning;
  }

  /** A request without its secrets. */
  RecordedRequest scrub(RecordedRequest request, Redactor redactor) {
    String url = parameters(PARAMETER, request.url());
    Map<String, List<String>> headers = byName(request.headers());
    Body body = byName(request.body(), request.headers());
    return redacted(new RecordedRequest(request.method(), url, headers, body), redactor::redact);
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
          redactor::redact);
    }
    return redacted(answer, redactor::redact);
  }

  /** An exchange without what was found, until now, in any. */
  Interaction again(Interaction interaction) {
    UnaryOperator<String> redactor = ofLearned();
    return new Interaction(
        redacted(interaction.request(), redactor),
        redacted(interaction.answer(), redactor),
        interaction.times());
  }

  private RecordedRequest redacted(RecordedRequest request, UnaryOperator<String> redactor) {
    return new RecordedRequest(
        request.method(),
        redactor.apply(request.url()),
        redacted(request.headers(), redactor),
        redacted(request.body(), redactor));
  }

  private Answer redacted(Answer answer, UnaryOperator<String> redactor) {
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

  private Answer.Failure redacted(Answer.Failure failure, UnaryOperator<String> redactor) {
    return new Answer.Failure(failure.code(), redactor.apply(failure.message()));
  }

  private Map<String, List<String>> redacted(
      Map<String, List<String>> headers, UnaryOperator<String> redactor) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    headers.forEach(
        (name, values) ->
            result
                .computeIfAbsent(redactor.apply(name), none -> new ArrayList<>())
                .addAll(values.stream().map(redactor).toList()));
    return result;
  }

  private Body redacted(Body body, UnaryOperator<String> redactor) {
    Optional<String> text = body.text();
    if (text.isPresent()) {
      String clean = redactor.apply(text.get());
      return clean.equals(text.get()) ? body : body.withText(clean);
    }
    // A byte a character, so that whatever is not text stays as it is.
    String bytes = new String(body.content(), StandardCharsets.ISO_8859_1);
    String clean = redactor.apply(bytes);
    return clean.equals(bytes)
        ? body
        : new Body(clean.getBytes(StandardCharsets.ISO_8859_1), body.gzip());
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
                            SecretNames.isHeader(name) ? header(name, value) : addresses(value))
                    .toList()));
    return result;
  }

  private String header(String name, String value) {
    if (name.equals("set-cookie")) {
      Matcher cookie = COOKIE.matcher(value);
      if (cookie.matches()) {
        learn(cookie.group(2));
        return cookie.group(1) + PLACEHOLDER + cookie.group(3);
      }
    }
    if (name.equals("cookie")) {
      for (String part : value.split(";")) {
        learn(part.substring(part.indexOf('=') + 1));
      }
      return PLACEHOLDER;
    }
    Matcher scheme = SCHEME.matcher(value);
    if (scheme.matches()) {
      learn(scheme.group(2));
      if (scheme.group(1).toLowerCase(Locale.ROOT).startsWith("basic")) {
        learnPassword(scheme.group(2));
      }
      return scheme.group(1) + PLACEHOLDER;
    }
    learn(value);
    return PLACEHOLDER;
  }

  private void learnPassword(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      learn(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException notBase64) {
      learn(base64);
    }
  }

  /** A text without the secrets in the addresses in it. */
  private String addresses(String text) {
    return parameters(
        IN_TEXT,
        USER_INFO
            .matcher(text)
            .replaceAll(
                match -> {
                  learn(Percent.decoded(match.group(2)));
                  return Matcher.quoteReplacement(match.group(1) + PLACEHOLDER);
                }));
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
              learn(Percent.decoded(match.group(3)));
              return Matcher.quoteReplacement(match.group(1) + PLACEHOLDER);
            });
  }

  private Body byName(Body body, Map<String, List<String>> headers) {
    boolean isForm =
        Headers.first(headers, Headers.CONTENT_TYPE)
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .contains("form-urlencoded");
    return redacted(
        body,
        text ->
            isForm
                ? parameters(PARAMETER, "&" + text).substring(1)
                : addresses(JsonSecrets.scrub(text, this::learn)));
  }

  private synchronized UnaryOperator<String> ofLearned() {
    if (ofLearned == null) {
      Map<String, String> named = new LinkedHashMap<>();
      learned.forEach(value -> named.put("\0" + named.size(), value));
      ofLearned = Redactor.of(named);
    }
    Redactor redactor = ofLearned;
    return text -> {
      String clean = redactor.redact(text);
      return clean.equals(text) ? text : LEARNED.matcher(clean).replaceAll(PLACEHOLDER);
    };
  }

  private synchronized void learn(String value) {
    if (!isLearning || learned.size() == MAX_LEARNED) {
      return;
    }
    String stripped = value.strip();
    if (stripped.length() < SHORTEST_LEARNED
        || stripped.length() > MAX_LEARNED_CHARACTERS - learnedCharacters
        || stripped.chars().noneMatch(Character::isDigit)
        || stripped.contains(PLACEHOLDER)
        || stripped.startsWith("[redacted ")) {
      return;
    }
    if (learned.add(stripped)) {
      learnedCharacters += stripped.length();
      ofLearned = null;
    }
  }
}
