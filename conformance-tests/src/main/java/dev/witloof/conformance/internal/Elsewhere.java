package dev.witloof.conformance.internal;

import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.Subject;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;

/** Runs code as on a machine of another country, whose clocks and letters are unlike most. */
public final class Elsewhere {
  private static final TimeZone ZONE = TimeZone.getTimeZone("Pacific/Chatham");
  private static final Locale LANGUAGE = Locale.forLanguageTag("tr-TR");

  private Elsewhere() {}

  /** What the code gives with another default time zone and language; both are put back. */
  public static synchronized <T> T call(Callable<T> code) throws Exception {
    TimeZone zone = TimeZone.getDefault();
    Locale language = Locale.getDefault();
    TimeZone.setDefault(ZONE);
    Locale.setDefault(LANGUAGE);
    try {
      return code.call();
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(language);
    }
  }

  /**
   * @throws NotApplicable when the connector cannot see where it is
   */
  public static void requireNative(Subject subject) {
    if (subject.connector().connector().report().isPresent()) {
      throw new NotApplicable("a wasm connector sees neither time zone nor language");
    }
  }
}
