package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.Leftovers;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.CursorStoringDestination;
import dev.witloof.connector.Destination;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Optional;

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
            "What was opened and closed again leaves no thread, file or connection",
            checks::left),
        Check.of(
            "destination.prepare-again",
            "A table can be prepared again at any time and keeps its rows",
            checks::prepareAgain),
        Check.of(
                "destination.cursor",
                "A cursor is stored by the commit that it was staged for, and discarded by abort()",
                checks::cursor)
            .needing(Behaviour.STORED_CURSORS),
        Check.of("destination.no-cursor", "No cursors are stored, as declared", checks::noCursor)
            .excluding(Behaviour.STORED_CURSORS));
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

  private void cursor() throws Exception {
    TableSchema table = probe.either("cursor");
    String pipeline = table.name() + "_pipeline";
    Cursor first = Cursor.of(new byte[] {0, 1, (byte) 0xFF});
    try (Destination opened = probe.open()) {
      CursorStoringDestination destination = storing(opened);
      requireCursor(destination, pipeline, table, Optional.empty(), "before any was stored");
      destination.prepare(table);
      DestinationProbe.write(destination, table, DestinationProbe.rows(0, 3));
      destination.stageCursor(pipeline, table.name(), first);
      destination.commit();
      requireCursor(destination, pipeline, table, Optional.of(first), "after commit()");
      destination.stageCursor(pipeline, table.name(), Cursor.of(new byte[] {2}));
      destination.abort();
      requireCursor(destination, pipeline, table, Optional.of(first), "after abort()");
      destination.commit();
      requireCursor(
          destination, pipeline, table, Optional.of(first), "after abort() and an idle commit()");
      requireCursor(destination, pipeline + "_2", table, Optional.empty(), "of another pipeline");
    }
    Cursor second = Cursor.of(new byte[0]);
    try (Destination opened = probe.open()) {
      CursorStoringDestination destination = storing(opened);
      requireCursor(destination, pipeline, table, Optional.of(first), "in another destination");
      destination.stageCursor(pipeline, table.name(), first);
      destination.stageCursor(pipeline, table.name(), second);
      destination.commit();
      requireCursor(destination, pipeline, table, Optional.of(second), "staged without rows");
    }
  }

  private static CursorStoringDestination storing(Destination destination) {
    if (destination instanceof CursorStoringDestination storing) {
      return storing;
    }
    throw new Finding(
        "the destination is no CursorStoringDestination, but STORED_CURSORS is declared",
        "Declare the behaviour absent, or implement it");
  }

  private static void requireCursor(
      CursorStoringDestination destination,
      String pipeline,
      TableSchema table,
      Optional<Cursor> expected,
      String when) {
    Optional<Cursor> loaded = destination.loadCursor(pipeline, table.name());
    if (!loaded.equals(expected)) {
      throw new Finding(
          "the cursor of table '%s' %s is %s and not %s"
              .formatted(table.name(), when, loaded, expected),
          "The cursor must be what the last commit stored for this pipeline and table");
    }
  }

  private void noCursor() {
    try (Destination destination = probe.open()) {
      if (destination instanceof CursorStoringDestination) {
        throw new Finding(
            "the destination stores cursors, but STORED_CURSORS is declared absent",
            "Declare the behaviour");
      }
    }
  }
}
