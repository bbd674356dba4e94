package dev.witloof.runtime.secret;

import dev.witloof.runtime.secret.Encoding.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All secrets in one encoding. Immutable. */
final class SecretPatterns {
  private final Encoding encoding;
  private final List<Pattern> patterns = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final PatternSearch search;

  SecretPatterns(Encoding encoding, List<Secret> secrets) {
    this.encoding = encoding;
    for (Secret secret : secrets) {
      for (Pattern pattern : encoding.patterns(secret.value().getBytes(StandardCharsets.UTF_8))) {
        patterns.add(pattern);
        names.add(secret.name());
      }
    }
    search =
        new PatternSearch(encoding.foldTable(), patterns.stream().map(Pattern::bytes).toList());
  }

  /** One value to look for. */
  record Secret(String name, String value) {}

  /**
   * Adds where secrets are.
   *
   * @return where the end of the text begins a secret, if it does; else the text's length
   */
  int find(String text, View view, List<Span> found) {
    byte[] bytes = view.bytes();
    int open = search.search(bytes, (pattern, end) -> found.add(span(text, view, pattern, end)));
    return view.start(bytes.length - open);
  }

  private Span span(String text, View view, int number, int end) {
    Pattern pattern = patterns.get(number);
    int from = view.start(Math.max(0, end - pattern.bytes().length - pattern.sharedBefore()));
    int to = view.start(end);
    if (encoding == Encoding.BASE64) {
      to = afterDigits(text, to, pattern.sharedAfter());
    }
    return new Span(from, to, names.get(number));
  }

  /** Past the digit that is shared with what follows, and padding. */
  private static int afterDigits(String text, int from, int shared) {
    int to = from;
    if (shared > 0 && to < text.length() && isBase64(text.charAt(to))) {
      to++;
    }
    while (to < text.length() && text.charAt(to) == '=') {
      to++;
    }
    return to;
  }

  private static boolean isBase64(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "+/-_".indexOf(c) >= 0);
  }
}
