package dev.witloof.conformance.internal;

import java.io.InputStream;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * What all code of a JVM shares, and a connector must leave alone: time zone, language, standard
 * streams, how connections are made, and the system properties that were there.
 */
final class JvmSettings {
  private final TimeZone zone = TimeZone.getDefault();
  private final Locale language = Locale.getDefault();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final InputStream in = System.in;
  private final Thread.@Nullable UncaughtExceptionHandler uncaught =
      Thread.getDefaultUncaughtExceptionHandler();
  private final @Nullable ProxySelector proxies = ProxySelector.getDefault();
  private final @Nullable CookieHandler cookies = CookieHandler.getDefault();
  private final @Nullable Authenticator authenticator = Authenticator.getDefault();
  private final Properties properties = (Properties) System.getProperties().clone();

  /** How they are now. */
  static JvmSettings now() {
    return new JvmSettings();
  }

  /** The first that another has otherwise; empty when there is none. */
  Optional<String> difference(JvmSettings other) {
    if (!zone.equals(other.zone) && !isElsewhere(other)) {
      return Optional.of(
          "the default time zone, which was %s and is %s"
              .formatted(zone.getID(), other.zone.getID()));
    } else if (!language.equals(other.language) && !isElsewhere(other)) {
      return Optional.of(
          "the default locale, which was %s and is %s".formatted(language, other.language));
    } else if (out != other.out || err != other.err || in != other.in) {
      return Optional.of("a standard stream");
    } else if (uncaught != other.uncaught) {
      return Optional.of("what is done with uncaught exceptions");
    } else if (proxies != other.proxies) {
      return Optional.of("the default proxy selector");
    } else if (cookies != other.cookies) {
      return Optional.of("the default cookie handler");
    } else if (authenticator != other.authenticator) {
      return Optional.of("the default authenticator");
    }
    return properties.stringPropertyNames().stream()
        .filter(name -> !Objects.equals(properties.get(name), other.properties.get(name)))
        .sorted()
        .findFirst()
        .map(name -> "the system property '" + name + "'");
  }

  /** Whether a test of the kit has changed them, here or in another thread. */
  private boolean isElsewhere(JvmSettings other) {
    return zone.equals(Elsewhere.ZONE)
        || other.zone.equals(Elsewhere.ZONE)
        || language.equals(Elsewhere.LANGUAGE)
        || other.language.equals(Elsewhere.LANGUAGE);
  }

  /** Makes everything as it was. */
  void restore() {
    TimeZone.setDefault(zone);
    Locale.setDefault(language);
    System.setOut(out);
    System.setErr(err);
    System.setIn(in);
    Thread.setDefaultUncaughtExceptionHandler(uncaught);
    ProxySelector.setDefault(proxies);
    CookieHandler.setDefault(cookies);
    Authenticator.setDefault(authenticator);
    properties
        .stringPropertyNames()
        .forEach(name -> System.setProperty(name, properties.getProperty(name)));
  }
}
