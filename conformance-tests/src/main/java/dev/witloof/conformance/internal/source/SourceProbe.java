package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.RowDiff;
import dev.witloof.conformance.internal.watch.GivenUp;
import dev.witloof.conformance.internal.watch.Watch;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The source under test with what was learned of it. When something that most checks rely on does
 * not work, one check fails by it and the others say that they could not be made.
 */
final class SourceProbe {
  private final SourceSubject subject;
  private final Watch watch;
  private final Attempts plain = new Attempts();
  private final Map<String, TableRead> again = new ConcurrentHashMap<>();
  private final Attempts positions = new Attempts();
  private final Map<String, TableRead> positionsAgain = new ConcurrentHashMap<>();
  private volatile Optional<List<TableSchema>> tables = Optional.empty();
  private volatile boolean asked;

  SourceProbe(SourceSubject subject, Watch watch) {
    this.subject = subject;
    this.watch = watch;
  }

  SourceSubject subject() {
    return subject;
  }

  boolean declares(Behaviour behaviour) {
    return subject.behaviours().declares(behaviour);
  }

  /** A source whose closing never fails. */
  ForgivingSource open() {
    return new ForgivingSource(openStrictly());
  }

  /** One whose closing fails if the connector's does. */
  Source openStrictly() {
    return watch.source(subject::open);
  }

  /** One that something else opens. */
  ForgivingSource open(Supplier<Source> opener) {
    return new ForgivingSource(watch.source(opener));
  }

  /** Opens a source with another configuration, and closes it. */
  void openAndClose(Map<String, String> config) {
    watch.source(() -> subject.connector().connector().source(config)).close();
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
    if (asked) {
      throw new NotApplicable("discover() does not work: see discover.valid");
    }
    asked = true;
    List<TableSchema> found;
    try (Source source = open()) {
      found = source.discover();
    } catch (GivenUp over) {
      throw over;
    } catch (RuntimeException | Error failed) {
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
    return ended(table, remembered(again, table, () -> read(reader(), table)));
  }

  /**
   * @throws NotApplicable when a second read gives other rows, so that comparing says nothing
   */
  void requireRepeatable(TableSchema table) {
    if (difference(table, whole(table).rows(), wholeAgain(table).rows()).isPresent()) {
      throw new NotApplicable(
          "table '%s' gives other rows each time: see rows.repeatable".formatted(table.name()));
    }
  }

  /**
   * A read of the whole table, or of as much as bounds allow.
   *
   * @throws NotApplicable when it fails
   */
  TableRead beginning(TableSchema table) {
    return plain
        .of(table.name(), () -> read(reader(), table))
        .result("table '%s' cannot be read: see %s".formatted(table.name(), StreamChecks.READABLE));
  }

  /** Why {@link #beginning} fails, if it does. */
  Optional<Throwable> failure(TableSchema table) {
    return plain.of(table.name(), () -> read(reader(), table)).failure();
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
            .of(table.name(), () -> read(exactReader(), table))
            .result(
                "table '%s' gives no cursors: see %s"
                    .formatted(table.name(), CursorChecks.ANY_TIME));
    return ended(table, read);
  }

  /** Another such read, by another source that was read before, as far as the bounds allow. */
  TableRead positionsAgain(TableSchema table) {
    positions(table);
    return remembered(positionsAgain, table, () -> readUsed(table));
  }

  /** One that also asks for cursors and digests. */
  TableReader exactReader() {
    return reader().withCursors().withDigests();
  }

  /** Reads outside of the map, which would be locked by a call that does not return. */
  private TableRead remembered(
      Map<String, TableRead> reads, TableSchema table, Supplier<TableRead> reading) {
    TableRead before = reads.get(table.name());
    if (before != null) {
      return before;
    }
    TableRead read = reading.get();
    reads.put(table.name(), read);
    return read;
  }

  private TableRead readUsed(TableSchema table) {
    try (Source source = open()) {
      try (ReadHandle before = source.open(table.name(), Optional.empty())) {
        before.next().ifPresent(RecordBatch::close);
      }
      return exactReader().read(source, table.name(), Optional.empty());
    }
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

  /** Which of the rows are missing among others; empty when none is. */
  Optional<String> missing(TableSchema table, List<Row> expected, List<Row> actual) {
    return new RowDiff(table).ofMissing(expected, actual);
  }
}
