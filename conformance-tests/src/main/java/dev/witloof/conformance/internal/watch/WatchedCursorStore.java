package dev.witloof.conformance.internal.watch;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.CursorStoringDestination;
import java.util.Optional;

/** A destination that also stores cursors, whose calls are watched. */
final class WatchedCursorStore extends WatchedDestination implements CursorStoringDestination {
  private final CursorStoringDestination destination;

  WatchedCursorStore(CursorStoringDestination destination, Watch watch, Watch.Turn turn) {
    super(destination, watch, turn);
    this.destination = destination;
  }

  @Override
  public Optional<Cursor> loadCursor(String pipeline, String table) {
    return watch.call(turn, "loadCursor()", () -> destination.loadCursor(pipeline, table));
  }

  @Override
  public void stageCursor(String pipeline, String table, Cursor cursor) {
    watch.call(turn, "stageCursor()", () -> destination.stageCursor(pipeline, table, cursor));
  }
}
