package dev.witloof.connectors.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Reads ISO 8601 dates with times, {@code 2024-05-01T10:00:00.123+02:00}; a space may stand for the
 * {@code T}, seconds and fraction may be absent, and without an offset the time is UTC.
 */
final class Timestamps {
  private static final int SHORTEST = "2024-05-01T10:00".length();
  private static final int DATE_LENGTH = "2024-05-01".length();
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter();

  private Timestamps() {}

  /**
   * Milliseconds since 1970 in UTC, rounded down.
   *
   * @param dateOnly whether a date without a time counts as its midnight in UTC
   * @throws BadValue when the text is not a timestamp
   */
  static long millis(String text, boolean dateOnly) throws BadValue {
    try {
      return instant(text, dateOnly)
          .orElseThrow(() -> new BadValue("is not an ISO 8601 timestamp"))
          .toEpochMilli();
    } catch (ArithmeticException e) {
      throw new BadValue("is a timestamp too far away for 64-bit milliseconds");
    }
  }

  /** Whether the text is a date with a time that milliseconds hold without loss. */
  static boolean isExact(String text) {
    Optional<Instant> instant = instant(text, false);
    if (instant.isEmpty()) {
      return false;
    }
    Instant value = instant.get();
    return value.equals(value.truncatedTo(ChronoUnit.MILLIS))
        && value.compareTo(Instant.ofEpochMilli(Long.MAX_VALUE)) <= 0
        && value.compareTo(Instant.ofEpochMilli(Long.MIN_VALUE)) >= 0;
  }

  private static Optional<Instant> instant(String text, boolean dateOnly) {
    // Looked at first because a failed parse is slow, and most strings are no timestamps.
    if (text.length() < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return Optional.empty();
    }
    try {
      if (text.length() == DATE_LENGTH) {
        return dateOnly
            ? Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant())
            : Optional.empty();
      }
      char separator = text.charAt(DATE_LENGTH);
      if (text.length() < SHORTEST || (separator != 'T' && separator != ' ')) {
        return Optional.empty();
      }
      String iso =
          separator == 'T' ? text : text.substring(0, DATE_LENGTH) + "T" + afterSpace(text);
      TemporalAccessor parsed = FORMAT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          parsed instanceof OffsetDateTime withOffset
              ? withOffset.toInstant()
              : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String afterSpace(String text) {
    return text.substring(DATE_LENGTH + 1);
  }
}
