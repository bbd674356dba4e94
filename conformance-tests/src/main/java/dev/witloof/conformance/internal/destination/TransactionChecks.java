package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.Leftovers;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Destination;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Commit, abort and close, in every order. */
final class TransactionChecks {
  private static final String NOTHING = "Nothing that was not committed may be left";

  private static final String STAGED = "Keep what is staged in the destination, not in a static";

  private final DestinationProbe probe;

  private TransactionChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    TransactionChecks checks = new TransactionChecks(probe);
    return List.of(
        Check.of(
            "destination.abort",
            "abort() leaves nothing of what was not committed, and all that was",
            checks::abort),
        Check.of(
            "destination.idle",
            "commit() and abort() do nothing when nothing is staged, however often",
            checks::idle),
        Check.of(
            "destination.recovery",
            "After a failed call and abort() the destination works on",
            checks::recovery),
        Check.of(
            "destination.close",
            "close() leaves nothing of what was not committed, and all that was",
            checks::close),
        Check.of("destination.close-twice", "Closing again does nothing", checks::closeTwice),
        Check.of(
            "destination.others",
            "What one destination has staged, another that is open neither commits nor discards",
            checks::others),
        Check.of(
            "destination.left",
            "What was opened and closed again leaves no thread, file or connection, nor a temporary file",
            checks::left),
        Check.of(
            "destination.prepare-again",
            "A table can be prepared again at any time and keeps its rows",
            checks::prepareAgain),
        Check.of(
            "destination.prepare-staged",
            "prepare() of another table neither commits nor discards what is staged",
            checks::prepareStaged),
        Check.of(
            "destination.prepared",
            "A prepared table can be written again after commit() and abort()",
            checks::prepared),
        Check.of(
            "destination.same-table",
            "Two destinations that write a table commit the rows of both, or one fails as transient",
            checks::sameTable));
  }

  private void abort() throws Exception {
    for (TableSchema table : probe.both("abort")) {
      try (Destination destination = probe.open()) {
        destination.prepare(table);
        DestinationProbe.write(destination, table, DestinationProbe.rows(0, 3));
        destination.commit();
        DestinationProbe.write(destination, table, DestinationProbe.rows(3, 6));
        destination.abort();
        probe.requireVisible(table, DestinationProbe.rows(0, 3), "after abort()", NOTHING);
        destination.prepare(table);
        DestinationProbe.write(destination, table, DestinationProbe.rows(6, 9));
        destination.commit();
      }
      probe.requireVisible(
          table,
          DestinationProbe.together(DestinationProbe.rows(0, 3), DestinationProbe.rows(6, 9)),
          "after abort() and another commit",
          NOTHING);
    }
  }

  private void idle() throws Exception {
    TableSchema table = probe.either("idle");
    try (Destination destination = probe.open()) {
      doNothing(destination, "before anything was prepared");
      destination.prepare(table);
      doNothing(destination, "after a table was prepared");
      destination.prepare(table);
      DestinationProbe.write(destination, table, DestinationProbe.rows(0, 3));
      destination.commit();
      doNothing(destination, "after a commit");
    }
    probe.requireVisible(
        table,
        DestinationProbe.rows(0, 3),
        "after idle commits and aborts",
        "They must do nothing");
  }

  private static void doNothing(Destination destination, String when) {
    try {
      destination.abort();
      destination.commit();
      destination.commit();
      destination.abort();
      destination.abort();
    } catch (RuntimeException failure) {
      throw new Finding(
          "commit() or abort() with nothing staged, %s, fails: %s".formatted(when, failure),
          "They must do nothing when nothing is staged",
          failure);
    }
  }

  private void recovery() throws Exception {
    TableSchema table = probe.either("recovery");
    try (Destination destination = probe.open()) {
      destination.prepare(table);
      DestinationProbe.write(destination, table, DestinationProbe.rows(0, 3));
      try {
        DestinationProbe.write(
            destination, probe.either("unprepared"), DestinationProbe.rows(0, 1));
      } catch (ConnectorException | IllegalStateException expected) {
        // Which error it is, destination.unprepared says.
        destination.abort();
      }
      destination.abort();
      destination.prepare(table);
      DestinationProbe.write(destination, table, DestinationProbe.rows(3, 6));
      destination.commit();
    }
    probe.requireVisible(
        table, DestinationProbe.rows(3, 6), "after a failed write and abort()", NOTHING);
  }

  private void close() throws Exception {
    for (TableSchema table : probe.both("close")) {
      probe.commit(table, DestinationProbe.rows(0, 3));
      try (Destination destination = probe.open()) {
        destination.prepare(table);
        DestinationProbe.write(destination, table, DestinationProbe.rows(3, 6));
      }
      probe.requireVisible(table, DestinationProbe.rows(0, 3), "closed without commit()", NOTHING);
      probe.commit(table, DestinationProbe.rows(6, 9));
      probe.requireVisible(
          table,
          DestinationProbe.together(DestinationProbe.rows(0, 3), DestinationProbe.rows(6, 9)),
          "opened and written again",
          "What was committed must outlast the destination");
    }
  }

  private void closeTwice() {
    TableSchema table = probe.either("twice");
    Destination destination = probe.open();
    destination.prepare(table);
    DestinationProbe.write(destination, table, DestinationProbe.rows(0, 1));
    destination.close();
    try {
      destination.close();
    } catch (RuntimeException failure) {
      throw new Finding(
          "closing a destination a second time fails: " + failure,
          "The second close must do nothing",
          failure);
    }
  }

  private void others() throws Exception {
    TableSchema mine = probe.either("mine");
    TableSchema theirs = probe.either("theirs");
    // Tables are made before, as some services let only one at a time change them.
    probe.commit(mine, List.of());
    probe.commit(theirs, List.of());
    try (Destination one = probe.open();
        Destination other = probe.open()) {
      one.prepare(mine);
      DestinationProbe.write(one, mine, DestinationProbe.rows(0, 3));
      other.prepare(theirs);
      DestinationProbe.write(other, theirs, DestinationProbe.rows(3, 6));
      other.commit();
      probe.requireVisible(mine, List.of(), "while another destination commits", NOTHING);
      DestinationProbe.write(other, theirs, DestinationProbe.rows(6, 9));
      other.abort();
      one.commit();
    }
    probe.requireVisible(
        mine, DestinationProbe.rows(0, 3), "committed after another destination aborted", STAGED);
    probe.requireVisible(theirs, DestinationProbe.rows(3, 6), "of the other destination", NOTHING);
  }

  private void left() throws InterruptedException {
    TableSchema table = probe.either("left");
    Leftovers leftovers = Leftovers.of("destinations", () -> use(table));
    leftovers.requireNoThreads();
    leftovers.requireNoFiles();
    leftovers.requireNoTemporaryFiles();
  }

  private void use(TableSchema table) {
    try (Destination destination = probe.open()) {
      destination.prepare(table);
      DestinationProbe.write(destination, table, DestinationProbe.rows(0, 1));
      destination.abort();
    }
  }

  private void prepareAgain() throws Exception {
    for (TableSchema table : probe.both("again")) {
      try (Destination destination = probe.open()) {
        destination.prepare(table);
        destination.prepare(table);
        DestinationProbe.write(destination, table, DestinationProbe.rows(0, 3));
        destination.prepare(table);
        DestinationProbe.write(destination, table, DestinationProbe.rows(3, 5));
        destination.commit();
        destination.prepare(table);
        destination.commit();
      }
      probe.requireVisible(
          table,
          DestinationProbe.rows(0, 5),
          "prepared again before, between and after its batches",
          "prepare() of a table that is there must leave its rows, staged ones too");
    }
  }

  private void prepareStaged() throws Exception {
    TableSchema table = probe.either("staged");
    String remedy = "prepare() is about its table: leave alone what is staged for others";
    try (Destination destination = probe.open()) {
      destination.prepare(table);
      DestinationProbe.write(destination, table, DestinationProbe.rows(0, 3));
      boolean early = !probe.visible(table).isEmpty();
      destination.prepare(probe.either("other"));
      if (!early) {
        probe.requireVisible(table, List.of(), "staged, while another is prepared", remedy);
      }
      destination.commit();
    }
    probe.requireVisible(
        table, DestinationProbe.rows(0, 3), "committed after another was prepared", remedy);
  }

  /** What becomes of the rows, destination.abort and destination.commit say. */
  private void prepared() {
    TableSchema table = probe.either("prepared");
    try (Destination destination = probe.open()) {
      destination.prepare(table);
      DestinationProbe.write(destination, table, DestinationProbe.rows(0, 3));
      destination.abort();
      DestinationProbe.write(destination, table, DestinationProbe.rows(3, 6));
      destination.commit();
      DestinationProbe.write(destination, table, DestinationProbe.rows(6, 9));
      destination.commit();
    } catch (RuntimeException failure) {
      throw new Finding(
          "a prepared table cannot be written after abort() or commit(): " + failure,
          "A table stays prepared until the destination is closed",
          failure);
    }
  }

  private void sameTable() throws Exception {
    TableSchema table = probe.either("same");
    probe.commit(table, DestinationProbe.rows(0, 2));
    boolean first;
    boolean second;
    try (Destination one = probe.open();
        Destination other = probe.open()) {
      one.prepare(table);
      other.prepare(table);
      DestinationProbe.write(one, table, DestinationProbe.rows(2, 4));
      DestinationProbe.write(other, table, DestinationProbe.rows(4, 6));
      first = committed(other);
      second = committed(one);
    }
    List<Row> expected = new ArrayList<>(DestinationProbe.rows(0, 2));
    expected.addAll(second ? DestinationProbe.rows(2, 4) : List.of());
    expected.addAll(first ? DestinationProbe.rows(4, 6) : List.of());
    probe.requireVisible(
        table,
        expected,
        "written by two destinations at once",
        "commit() adds its rows to what is there by then, and not to what was there before");
  }

  private static boolean committed(Destination destination) {
    try {
      destination.commit();
      return true;
    } catch (ConnectorException.Transient conflict) {
      destination.abort();
      return false;
    }
  }
}
