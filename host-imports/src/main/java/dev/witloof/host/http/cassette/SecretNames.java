package dev.witloof.host.http.cassette;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which names, by what they say, stand for secrets. Letters and digits alone count. */
final class SecretNames {
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
      Set.of("auth", "authentication", "bearer", "jwt", "otp", "pin", "pwd", "xauth", "xauthkey");

  /** Where a list goes on is no secret. */
  private static final List<String> POSITIONS =
      List.of(
          "page",
          "next",
          "prev",
          "contin",
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

  /** Ends of names that tell of a secret without holding it. */
  private static final List<String> ABOUT =
      List.of(
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

  private static final Set<String> PARAMETERS = Set.of("key", "code", "sig");

  private SecretNames() {}

  static boolean isHeader(String name) {
    String plain = plain(name);
    return isSecret(plain) || (plain.endsWith("key") && !contains(plain, POSITIONS));
  }

  static boolean isParameter(String name) {
    String plain = plain(name);
    return isSecret(plain) || PARAMETERS.contains(plain);
  }

  static boolean isField(String name) {
    return isSecret(plain(name));
  }

  private static boolean isSecret(String plain) {
    return WHOLE.contains(plain)
        || (plain.endsWith("token") && !contains(plain, POSITIONS))
        || (contains(plain, PARTS) && ABOUT.stream().noneMatch(plain::endsWith));
  }

  private static boolean contains(String plain, List<String> parts) {
    return parts.stream().anyMatch(plain::contains);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
