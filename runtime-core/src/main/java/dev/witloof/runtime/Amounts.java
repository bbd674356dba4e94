package dev.witloof.runtime;

import java.time.Duration;
import java.util.Locale;

/** Sizes and durations in the units people use. */
public final class Amounts {
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** Such as {@code 256 MiB} or {@code 1.5 KiB}; exact below 1 KiB. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    String number = value == Math.rint(value) ? format("%.0f", value) : format("%.1f", value);
    return number + " " + UNITS[unit];
  }

  /** Such as {@code 30 s}, {@code 1.5 s} or {@code 200 ms}. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis % 1000 == 0 ? millis / 1000 + " s" : format("%.1f s", millis / 1000.0);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
