package dev.witloof.runtime.secret;

import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.secret.SecretPatterns.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes the values of secrets out of texts: as they are, percent-encoded, escaped as in JSON, in
 * base64 at any alignment, or in hexadecimal. Linear in the text. Immutable.
 *
 * <p>A text that was cut before it came here has a {@code …} in the place of the rest. Before that
 * the beginning of a secret, of {@value #SHORTEST} characters or more, is taken out as well, also
 * when the cut goes through an escape.
 *
 * <p>This is against accidents: a token in a log line or an error message. A guest that wants to
 * give a secret away can encode it in ways that nobody foresees, so what keeps secrets in is that a
 * connector reaches only the hosts it was granted.
 */
public final class Redactor {
  /** Values of fewer characters are not looked for: they would be found everywhere. */
  public static final int SHORTEST = 4;

  /** Of a value of several lines, each of at least this length is looked for by itself. */
  private static final int SHORTEST_LINE = 8;

  private static final Redactor NONE = new Redactor(Map.of());

  private final List<SecretPatterns> searches;
  private final List<String> tooShort;
  private final int longest;

  private Redactor(Map<String, String> secrets) {
    List<Secret> all = new ArrayList<>();
    List<String> unprotected = new ArrayList<>();
    secrets.forEach(
        (name, value) -> {
          String stripped = value.strip();
          if (stripped.length() >= SHORTEST) {
            all.add(new Secret(name, stripped));
            addCleaned(name, stripped, all);
            addLines(name, stripped, all);
          } else if (!stripped.isEmpty()) {
            unprotected.add(name);
          }
        });
    tooShort = unprotected.stream().sorted().toList();
    longest = all.stream().mapToInt(Redactor::longestEncoded).max().orElse(0);
    searches =
        all.isEmpty()
            ? List.of()
            : Arrays.stream(Encoding.values()).map(e -> new SecretPatterns(e, all)).toList();
  }

  /** As it is where a message of a guest was made fit for one line before it came here. */
  private static void addCleaned(String name, String value, List<Secret> all) {
    String lines = GuestText.lines(value);
    Stream.of(lines.replace('\n', '?'), lines.replace('\n', '⏎'))
        .distinct()
        .filter(cleaned -> !cleaned.equals(value))
        .forEach(cleaned -> all.add(new Secret(name, cleaned)));
  }

  private static void addLines(String name, String value, List<Secret> all) {
    if (value.indexOf('\n') >= 0) {
      value
          .lines()
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST_LINE)
          .forEach(line -> all.add(new Secret(name, line)));
    }
  }

  /** One that changes nothing. */
  public static Redactor none() {
    return NONE;
  }

  /**
   * One for these secrets. White space around a value does not count.
   *
   * @param secrets values by the names that stand in for them in what is redacted
   */
  public static Redactor of(Map<String, String> secrets) {
    return secrets.isEmpty() ? NONE : new Redactor(secrets);
  }

  /** Whether there is nothing to look for. */
  public boolean isEmpty() {
    return searches.isEmpty();
  }

  /** Names of the secrets that are not looked for, because they are too short; sorted. */
  public List<String> tooShort() {
    return tooShort;
  }

  /** The text with {@code [redacted NAME]} in place of each secret; the same when it has none. */
  public String redact(String text) {
    if (isEmpty()) {
      return text;
    }
    Scan scan = scan(text);
    return scan.found.isEmpty() ? text : scan.redacted(0, text.length());
  }

  /** Looks for secrets in a text, of which parts can then be had. */
  public Scan scan(String text) {
    return scan(text, false);
  }

  /**
   * The same for a text that was cut off: a secret of which it has the first {@link #SHORTEST}
   * characters or more at its end counts as one.
   */
  public Scan scanCutOff(String text) {
    return scan(text, true);
  }

  private Scan scan(String text, boolean cutOff) {
    Findings findings = new Findings(text.length());
    if (!isEmpty()) {
      find(text, View.plain(text), findings);
      if (text.indexOf('%') >= 0) {
        find(text, View.percentDecoded(text), findings);
      }
      if (text.indexOf('\\') >= 0) {
        find(text, View.unescaped(text), findings);
      }
    }
    return new Scan(
        text, findings.secrets(cutOff), findings.open().map(Span::from).orElse(text.length()));
  }

  /**
   * The start of a text, without secrets.
   *
   * @param length how many of its characters to look at; secrets that go on beyond are found
   */
  public String redactStart(String text, int length) {
    if (text.length() <= length) {
      return redact(text);
    }
    int looked = (int) Math.min(text.length(), (long) length + longest);
    Scan scan = scan(text.substring(0, looked));
    return scan.redacted(0, scan.cutBefore(length));
  }

  /** The characters that a secret may take at most, however it is encoded; 0 without secrets. */
  public int longestEncoded() {
    return longest;
  }

  /** A byte takes at most four characters, a character of Java six. */
  private static int longestEncoded(Secret secret) {
    return secret
        .value()
        .codePoints()
        .map(
            c ->
                Math.max(
                    4 * Character.toString(c).getBytes(StandardCharsets.UTF_8).length,
                    6 * Character.charCount(c)))
        .sum();
  }

  private void find(String text, View view, Findings findings) {
    searches.forEach(search -> search.find(text, view, findings));
  }

  /** What was found in a text. */
  public static final class Scan {
    private final String text;
    private final List<Span> found;
    private final int open;

    private Scan(String text, List<Span> found, int open) {
      this.text = text;
      this.found = found;
      this.open = open;
    }

    /**
     * Where the end of the text begins a secret, at least {@link #SHORTEST} characters of it; the
     * text's length when it does not.
     */
    public int open() {
      return open;
    }

    /** The last place up to a limit that is not within a secret. */
    public int cutBefore(int limit) {
      int cut = limit;
      for (int i = found.size() - 1; i >= 0; i--) {
        Span span = found.get(i);
        if (span.from() < cut && cut < span.to()) {
          cut = span.from();
        }
      }
      return cut;
    }

    /** A part of the text, with {@code [redacted NAME]} for what lies in it of each secret. */
    public String redacted(int from, int to) {
      StringBuilder result = new StringBuilder(to - from);
      int done = from;
      boolean covered = false;
      for (Span span : found) {
        if (span.to() > done && span.from() < to) {
          if (span.from() >= done) {
            result.append(text, done, span.from());
          }
          if (span.from() >= done || !covered) {
            result.append("[redacted ").append(span.name()).append(']');
          }
          covered = true;
          done = Math.min(to, span.to());
        }
      }
      return result.append(text, done, to).toString();
    }
  }
}
