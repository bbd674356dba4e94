package dev.witloof.connector.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, durations and counts as people write them. */
public final class Quantities {
  /** A regular expression for sizes; what it lets pass may still be too large. */
  public static final String SIZE_PATTERN = "[0-9]{1,18} ?(B|KiB|MiB|GiB)";

  /** A regular expression for durations. */
  public static final String DURATION_PATTERN = "[0-9]{1,18} ?(ms|s|m|h)";

  /** A regular expression for counts. */
  public static final String COUNT_PATTERN = "[0-9_]+(\\.[0-9_]+)?([eE][+]?[0-9]{1,2})?";

  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,18}) ?([A-Za-z]*)");
  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));
  private static final int MAX_COUNT_TEXT = 30;

  private Quantities() {}

  /**
   * Bytes of a size such as {@code 128 MiB}, {@code 64KiB} or {@code 512 B}.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static long bytes(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    Long unit = matcher.matches() ? BYTES.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "must be a size in B, KiB, MiB or GiB, such as \"128 MiB\", not \"" + text + "\"");
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is too large a size: \"" + text + "\"", e);
    }
  }

  /**
   * A duration such as {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h}.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static Duration duration(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    Duration unit = matcher.matches() ? TIMES.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "must be a duration in ms, s, m or h, such as \"30s\", not \"" + text + "\"");
    }
    try {
      return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is too long a duration: \"" + text + "\"", e);
    }
  }

  /**
   * A whole number such as {@code 10000}, {@code 1_000_000} or {@code 1e9}.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static long count(String text) {
    try {
      if (text.length() > MAX_COUNT_TEXT) {
        throw new NumberFormatException("too long");
      }
      BigDecimal number = new BigDecimal(text.replace("_", ""));
      // An exponent of a billion would be expanded digit by digit.
      if (number.signum() != 0 && number.precision() - (long) number.scale() > MAX_COUNT_TEXT) {
        throw new NumberFormatException("too large");
      }
      return number.longValueExact();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must be a whole number, such as 10000 or 1e9, not \"" + text + "\"", e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "must be a whole number of at most 64 bits, not \"" + text + "\"", e);
    }
  }

  /** Bytes in the largest unit that leaves a whole number. */
  public static String showBytes(long bytes) {
    for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
      long size = BYTES.get(unit);
      if (bytes >= size && bytes % size == 0) {
        return bytes / size + " " + unit;
      }
    }
    return bytes + " B";
  }

  /** A duration in the largest unit that leaves a whole number. */
  public static String showDuration(Duration duration) {
    for (String unit : new String[] {"h", "m", "s"}) {
      long millis = TIMES.get(unit).toMillis();
      if (duration.toMillis() >= millis && duration.toMillis() % millis == 0) {
        return duration.toMillis() / millis + unit;
      }
    }
    return duration.toMillis() + "ms";
  }

  /** A count with separators, as in English. */
  public static String showCount(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
