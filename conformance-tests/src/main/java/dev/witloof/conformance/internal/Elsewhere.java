package dev.witloof.conformance.internal;

import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.Subject;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Runs code as on a machine of another country, whose clocks and letters are unlike most. */
public final class Elsewhere {
  static final TimeZone ZONE = TimeZone.getTimeZone("Pacific/Chatham");
  static final Locale LANGUAGE = Locale.forLanguageTag("tr-TR");

  private static final long PATIENCE_SECONDS = 60;
  private static final Semaphore FREE = new Semaphore(1);
  private static final AtomicReference<Journey> LAST = new AtomicReference<>(new Journey());

  private Elsewhere() {}

  /** One stay, from which one comes back once. */
  private static final class Journey {
    private final TimeZone zone = TimeZone.getDefault();
    private final Locale language = Locale.getDefault();
    private final AtomicBoolean away = new AtomicBoolean();

    void begin() {
      away.set(true);
      TimeZone.setDefault(ZONE);
      Locale.setDefault(LANGUAGE);
    }

    void end() {
      if (away.compareAndSet(true, false)) {
        TimeZone.setDefault(zone);
        Locale.setDefault(language);
        FREE.release();
      }
    }
  }

  /**
   * What the code gives with another default time zone and language; both are put back.
   *
   * @throws NotApplicable when others are elsewhere for too long
   */
  public static <T> T call(Callable<T> code) throws Exception {
    if (!FREE.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new NotApplicable("another test has changed the time zone of the JVM for too long");
    }
    Journey journey = new Journey();
    LAST.set(journey);
    journey.begin();
    try {
      return code.call();
    } finally {
      journey.end();
    }
  }

  /** Puts time zone and language back for code that does not return. */
  public static void comeBack() {
    LAST.get().end();
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
