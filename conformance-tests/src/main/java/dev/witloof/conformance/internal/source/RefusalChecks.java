package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.Refusals;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and cursors that are none of the connector's are refused by the contract's error. */
final class RefusalChecks {
  private static final int[] SIZES = {1, 2, 3, 7, 8, 16, 33, 1_000};

  private static final Pattern LAST_NUMBER = Pattern.compile("[0-9]+(?=[^0-9]*\\z)");

  private final SourceProbe probe;

  private RefusalChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    RefusalChecks checks = new RefusalChecks(probe);
    return List.of(
        Check.of(
            "error.unknown-table",
            "A table that is not offered is refused as permanent",
            checks::unknownTable),
        Check.of(
                "error.garbage-cursor",
                "Bytes that are no cursor are refused as permanent, and never trap",
                checks.astray(checks::garbage))
            .needing(Behaviour.RESUMABLE),
        Check.of(
                "error.damaged-cursor",
                "A damaged cursor is an error of the contract or read as another position, and"
                    + " never traps",
                checks.astray(checks::damaged))
            .needing(Behaviour.RESUMABLE, Behaviour.REPEATABLE),
        Check.of(
                "error.foreign-cursor",
                "The cursor of another table is refused as permanent",
                checks::foreign)
            .needing(Behaviour.RESUMABLE));
  }

  /**
   * With cursors that lead a connector where it would never go, even to hosts it was not granted.
   */
  private Check.Body astray(Check.Body body) {
    return () -> probe.subject().connector().witness().forgettingRefusals(body);
  }

  private void unknownTable() {
    Set<String> names = probe.tables().stream().map(TableSchema::name).collect(Collectors.toSet());
    String first = probe.tables().get(0).name();
    for (String name :
        List.of(
            "no-such-table",
            first + "x",
            first + " ",
            "../" + first,
            first.toUpperCase(Locale.ROOT),
            first.toLowerCase(Locale.ROOT))) {
      if (names.contains(name)) {
        continue;
      }
      try (Source source = probe.open()) {
        Refusals.permanent(
            "the unknown table '" + name + "'",
            "open() must refuse it as permanent, naming it",
            () -> source.open(name, Optional.empty()).close());
        // The refusal must not have cost the source anything.
        source.open(first, Optional.empty()).close();
      }
    }
  }

  /**
   * Bytes as long as the connector's own cursors are left to the damaged ones: where a cursor is a
   * bare number, any number is one.
   */
  private void garbage() {
    RandomGenerator random = probe.subject().seed().random("garbage");
    for (TableSchema table : probe.tables()) {
      Set<Integer> lengths = new HashSet<>();
      TableRead read = probe.positions(table);
      for (int boundary = 0; boundary < read.boundaries(); boundary++) {
        lengths.add(read.cursorAt(boundary).toByteArray().length);
      }
      if (!lengths.contains(0)) {
        requireRefused(table, "an empty cursor", Cursor.of(new byte[0]));
      }
      for (int size : SIZES) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        if (!lengths.contains(size)) {
          Cursor cursor = Cursor.of(bytes);
          requireRefused(
              table,
              "a cursor of %d random bytes (%s)".formatted(size, probe.subject().seed()),
              cursor);
        }
      }
    }
  }

  private void requireRefused(TableSchema table, String what, Cursor cursor) {
    try (Source source = probe.open()) {
      Refusals.permanent(
          "table '%s': %s".formatted(table.name(), what),
          "open() must refuse what is no cursor of this connector as permanent; to read from the"
              + " beginning instead repeats every row",
          () -> probe.reader().read(source, table.name(), Optional.of(cursor)));
    }
  }

  private void damaged() {
    RandomGenerator random = probe.subject().seed().random("damaged");
    for (TableSchema table : probe.tables()) {
      TableRead read = probe.positions(table);
      byte[] good = read.cursorAt(read.boundaries() / 2).toByteArray();
      damages(good, random)
          .forEach((how, cursor) -> survive(table, how, cursor, read.rows().size()));
    }
  }

  private static Map<String, Cursor> damages(byte[] good, RandomGenerator random) {
    Map<String, Cursor> damages = new LinkedHashMap<>();
    for (int length : Set.of(good.length / 2, Math.max(0, good.length - 1))) {
      if (length < good.length) {
        damages.put("cut to %d bytes".formatted(length), Cursor.of(Arrays.copyOf(good, length)));
      }
    }
    damages.put("with a zero byte added", Cursor.of(Arrays.copyOf(good, good.length + 1)));
    for (int i = 0; i < 4 && good.length > 0; i++) {
      byte[] changed = good.clone();
      int at = random.nextInt(good.length);
      int bit = random.nextInt(8);
      changed[at] ^= (byte) (1 << bit);
      damages.put("with bit %d of byte %d changed".formatted(bit, at), Cursor.of(changed));
    }
    otherNumbers(new String(good, StandardCharsets.ISO_8859_1))
        .forEach(
            (number, text) ->
                damages.put(
                    "with the last number in it " + number,
                    Cursor.of(text.getBytes(StandardCharsets.ISO_8859_1))));
    byte[] noise = new byte[good.length];
    random.nextBytes(noise);
    damages.put("replaced by random bytes", Cursor.of(noise));
    byte[] ones = new byte[good.length];
    Arrays.fill(ones, (byte) 0xFF);
    damages.put("replaced by bytes 0xff", Cursor.of(ones));
    return damages;
  }

  /** Texts with others in the place of the last number, by these; none when there is no number. */
  private static Map<String, String> otherNumbers(String text) {
    Map<String, String> others = new LinkedHashMap<>();
    Matcher last = LAST_NUMBER.matcher(text);
    if (last.find()) {
      String nines = "9".repeat(last.group().length());
      for (String number : List.of(nines, nines + "9", "9".repeat(20), "-1")) {
        others.put(number, last.replaceFirst(number));
      }
    }
    return others;
  }

  private void survive(TableSchema table, String how, Cursor cursor, int most) {
    String what = "table '%s': a cursor %s, %s,".formatted(table.name(), how, cursor);
    TableRead read;
    try (Source source = probe.open()) {
      read = probe.reader().read(source, table.name(), Optional.of(cursor));
    } catch (RuntimeException failure) {
      Refusals.unlawful(failure)
          .ifPresent(
              objection -> {
                throw new Finding(
                    "%s %s (%s)".formatted(what, objection, probe.subject().seed()),
                    "Check a cursor before anything is done with it, and refuse it as permanent",
                    failure);
              });
      return;
    }
    if (read.rows().size() > most) {
      throw new Finding(
          "%s gives %d rows of a table that has %d (%s)"
              .formatted(what, read.rows().size(), most, probe.subject().seed()),
          "Check a cursor before anything is done with it, and refuse it as permanent");
    }
  }

  private void foreign() {
    List<TableSchema> tables = probe.tables();
    if (tables.size() < 2) {
      throw new NotApplicable("there is one table only");
    }
    for (int i = 0; i < tables.size(); i++) {
      TableSchema table = tables.get(i);
      TableRead other = probe.positions(tables.get((i + 1) % tables.size()));
      requireRefused(
          table,
          "a cursor of table '%s'".formatted(tables.get((i + 1) % tables.size()).name()),
          other.cursorAt(other.boundaries() - 1));
    }
  }
}
