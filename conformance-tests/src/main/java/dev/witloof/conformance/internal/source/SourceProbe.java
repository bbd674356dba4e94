package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.RowDiff;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The source under test with what was learned of it. When something that most checks rely on does
 * not work, one check fails by it and the others say that they could not be made.
 */
final class SourceProbe {
  private final SourceSubject subject;
  private final Map<String, Attempt> plain = new HashMap<>();
  private final Map<String, TableRead> again = new HashMap<>();
  private final Map<String, Attempt> positions = new HashMap<>();
  private final Map<String, TableRead> positionsAgain = new HashMap<>();
  private Optional<List<TableSchema>> tables = Optional.empty();

  SourceProbe(SourceSubject subject) {
    this.subject = subject;
  }

  SourceSubject subject() {
    return subject;
  }

  boolean declares(Behaviour behaviour) {
    return subject.behaviours().declares(behaviour);
  }

  /** A source whose closing never fails. */
  ForgivingSource open() {
    return new ForgivingSource(subject.open());
  }

  TableReader reader() {
    return TableReader.within(subject.bounds());
  }

  /** The tables under test; at least one. */
  List<TableSchema> tables() {
    if (tables.isEmpty()) {
      tables = Optional.of(discover());
    }
    return tables.get();
  }

  private List<TableSchema> discover() {
    List<TableSchema> found;
    try (Source source = open()) {
      found = source.discover();
    } catch (RuntimeException failed) {
      throw new NotApplicable("discover() fails: see discover.valid");
    }
    List<String> wanted = subject.tables();
    List<TableSchema> chosen =
        found.stream().filter(t -> wanted.isEmpty() || wanted.contains(t.name())).toList();
    long names = chosen.stream().map(TableSchema::name).distinct().count();
    if (chosen.isEmpty() || names < chosen.size() || names < wanted.size()) {
      throw new NotApplicable("discover() does not give the tables: see discover.valid");
    }
    return chosen;
  }

  /**
   * A read of the whole table from the beginning.
   *
   * @throws NotApplicable when it fails, or does not end
   */
  TableRead whole(TableSchema table) {
    return ended(table, beginning(table));
  }

  /** Another such read, by another source. */
  TableRead wholeAgain(TableSchema table) {
    whole(table);
    return ended(table, again.computeIfAbsent(table.name(), name -> read(reader(), table)));
  }

  /**
   * A read of the whole table, or of as much as bounds allow.
   *
   * @throws NotApplicable when it fails
   */
  TableRead beginning(TableSchema table) {
    return plain
        .computeIfAbsent(table.name(), name -> Attempt.of(() -> read(reader(), table)))
        .result("table '%s' cannot be read: see %s".formatted(table.name(), StreamChecks.READABLE));
  }

  /** Why {@link #beginning} fails, if it does. */
  Optional<RuntimeException> failure(TableSchema table) {
    return plain
        .computeIfAbsent(table.name(), name -> Attempt.of(() -> read(reader(), table)))
        .failure();
  }

  /**
   * A read of the whole table with its cursors and digests.
   *
   * @throws NotApplicable when it fails, or does not end
   */
  TableRead positions(TableSchema table) {
    whole(table);
    TableRead read =
        positions
            .computeIfAbsent(table.name(), name -> Attempt.of(() -> read(exactReader(), table)))
            .result(
                "table '%s' gives no cursors: see %s"
                    .formatted(table.name(), CursorChecks.ANY_TIME));
    return ended(table, read);
  }

  /** Another such read, by another source, as far as the bounds allow. */
  TableRead positionsAgain(TableSchema table) {
    positions(table);
    return positionsAgain.computeIfAbsent(table.name(), name -> read(exactReader(), table));
  }

  /** One that also asks for cursors and digests. */
  TableReader exactReader() {
    return reader().withCursors().withDigests();
  }

  private TableRead read(TableReader reader, TableSchema table) {
    try (Source source = open()) {
      return reader.read(source, table.name(), Optional.empty());
    }
  }

  private static TableRead ended(TableSchema table, TableRead read) {
    if (read.cut().isPresent()) {
      throw new NotApplicable("table '" + table.name() + "' does not end: see stream.finite");
    }
    return read;
  }

  /** How rows of two reads differ, by what is declared of their order; empty when they do not. */
  Optional<String> difference(TableSchema table, List<Row> expected, List<Row> actual) {
    RowDiff diff = new RowDiff(table);
    return declares(Behaviour.ORDERED)
        ? diff.ofSequences(expected, actual)
        : diff.ofBags(expected, actual);
  }
}
