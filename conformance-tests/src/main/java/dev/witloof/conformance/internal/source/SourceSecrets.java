package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.internal.trail.Said;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a source says and that a secret could be in. */
final class SourceSecrets {
  private static final Cursor GARBAGE = Cursor.of("no cursor".getBytes(StandardCharsets.UTF_8));

  private final SourceProbe probe;

  SourceSecrets(SourceProbe probe) {
    this.probe = probe;
  }

  /** Names, rows and cursors of all tables. */
  Stream<Said> data() {
    return probe.tables().stream().flatMap(this::data);
  }

  private Stream<Said> data(TableSchema table) {
    String of = " of table '" + table.name() + "'";
    TableRead read = probe.positions(table);
    return Stream.of(
            Stream.of(new Said("the schema" + of, table.toString())),
            read.start().stream().map(cursor -> new Said("the first cursor" + of, text(cursor))),
            read.batches().stream()
                .flatMap(batch -> batch.after().stream())
                .map(cursor -> new Said("a cursor" + of, text(cursor))),
            read.batches().stream()
                .flatMap(batch -> batch.rows().stream())
                .map(row -> new Said("a row" + of, text(row.values()))))
        .flatMap(part -> part);
  }

  /** What it says when it fails or refuses. */
  List<Said> errors() {
    List<Said> errors = new ArrayList<>();
    try (Source source = probe.open()) {
      said("the error of discover()", source::discover, errors);
      said("the error for an unknown table", () -> open(source, "no such table"), errors);
      for (TableSchema table : probe.tables()) {
        probe
            .failure(table)
            .ifPresent(failure -> errors.add(new Said("the error of a read", failure.toString())));
        if (probe.declares(Behaviour.RESUMABLE)) {
          said(
              "the error for a wrong cursor",
              () -> source.open(table.name(), Optional.of(GARBAGE)).close(),
              errors);
        }
      }
    }
    return errors;
  }

  private static void open(Source source, String table) {
    source.open(table, Optional.empty()).close();
  }

  private static void said(String where, Runnable body, List<Said> errors) {
    try {
      body.run();
    } catch (RuntimeException refusal) {
      errors.add(new Said(where, String.valueOf(refusal)));
    }
  }

  private static String text(Cursor cursor) {
    return new String(cursor.toByteArray(), StandardCharsets.UTF_8);
  }

  /** Values side by side; bytes as if they were text, which is what a secret in them would be. */
  private static String text(@Nullable Object value) {
    if (value instanceof ByteBuffer bytes) {
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    } else if (value instanceof List<?> list) {
      return list.stream().map(SourceSecrets::text).collect(Collectors.joining("\n"));
    }
    return String.valueOf(value);
  }
}
