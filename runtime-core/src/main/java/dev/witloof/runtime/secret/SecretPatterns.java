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

  /** Adds where secrets are, and where the beginnings of some are before a cut. */
  void find(String text, View view, Findings findings) {
    search.search(
        view.bytes(),
        view.cuts(),
        new PatternSearch.Hits() {
          @Override
          public void at(int pattern, int end) {
            findings.secret(span(text, view, pattern, end));
          }

          @Override
          public void cutOff(int pattern, View.Cut cut, int length) {
            int shared = patterns.get(pattern).sharedBefore();
            findings.beginning(
                new Span(
                    view.start(Math.max(0, cut.index() - length - shared)),
                    cut.at(),
                    names.get(pattern)));
          }
        });
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
