package dev.witloof.host.http.cassette;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names, by what they say, stand for secrets. Names are split into words where their case
 * changes and at whatever is no letter or digit.
 */
final class SecretNames {
  /** Wherever they stand, also across words. */
  private static final List<String> PARTS =
      List.of(
          "accesskey",
          "apikey",
          "authorization",
          "cookie",
          "credential",
          "csrf",
          "passphrase",
          "passwd",
          "password",
          "privatekey",
          "secret",
          "sessionid",
          "signature",
          "subscriptionkey",
          "xsrf");

  private static final Set<String> WHOLE =
      Set.of(
          "assertion",
          "auth",
          "authentication",
          "bearer",
          "clientassertion",
          "jwt",
          "otp",
          "pass",
          "passcode",
          "pin",
          "pwd",
          "xauth",
          "xauthkey");

  /** Words before {@code token} or {@code key}: where a list goes on is no secret. */
  private static final List<String> POSITIONS =
      List.of(
          "page",
          "next",
          "prev",
          "previous",
          "continue",
          "continuation",
          "cursor",
          "sync",
          "delta",
          "start",
          "skip",
          "offset",
          "marker",
          "resume",
          "scroll",
          "idempotency",
          "cache");

  /** Last words of names that tell of a secret without holding it. */
  private static final Set<String> ABOUT =
      Set.of(
          "url",
          "uri",
          "endpoint",
          "type",
          "date",
          "at",
          "in",
          "scope",
          "scopes",
          "methods",
          "supported",
          "required",
          "algorithm",
          "version",
          "length",
          "policy",
          "hint");

  /** In answers these are often identifiers or statuses. */
  private static final Set<String> PARAMETERS = Set.of("key", "code", "sid", "sig");

  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private SecretNames() {}

  static boolean isHeader(String name) {
    List<String> words = words(name);
    return isSecret(words) || endsWith(words, "key");
  }

  static boolean isParameter(String name) {
    List<String> words = words(name);
    return isSecret(words) || PARAMETERS.contains(String.join("", words));
  }

  static boolean isField(String name) {
    return isSecret(words(name));
  }

  /** Whether what stands under the name, within a secret, is not the secret itself. */
  static boolean isAbout(String name) {
    return isAbout(words(name));
  }

  private static boolean isSecret(List<String> words) {
    String plain = String.join("", words);
    return WHOLE.contains(plain)
        || endsWith(words, "token")
        || (PARTS.stream().anyMatch(plain::contains) && !isAbout(words));
  }

  private static boolean isAbout(List<String> words) {
    return !words.isEmpty() && ABOUT.contains(words.get(words.size() - 1));
  }

  /** Whether it is the end of the name, and not behind a position. */
  private static boolean endsWith(List<String> words, String end) {
    int last = words.size() - 1;
    if (last < 0 || !words.get(last).endsWith(end)) {
      return false;
    }
    String word = words.get(last);
    String before = word.substring(0, word.length() - end.length());
    return !isPosition(before.isEmpty() && last > 0 ? words.get(last - 1) : before);
  }

  /** Whether it is made of positions alone, like {@code nextpage}. */
  private static boolean isPosition(String word) {
    return !word.isEmpty()
        && POSITIONS.stream()
            .filter(word::endsWith)
            .map(position -> word.substring(0, word.length() - position.length()))
            .anyMatch(rest -> rest.isEmpty() || isPosition(rest));
  }

  private static List<String> words(String name) {
    return BETWEEN_WORDS
        .splitAsStream(name)
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }
}
