package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.CursorStoringDestination;
import dev.witloof.connector.Destination;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cursors that are stored with the rows. */
final class CursorStoreChecks {
  private static final int LONG = 64 << 10;

  private final DestinationProbe probe;

  private CursorStoreChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    CursorStoreChecks checks = new CursorStoreChecks(probe);
    return List.of(
        Check.of(
                "destination.cursor",
                "A cursor is stored by the commit that it was staged for, and discarded by abort()",
                checks::cursor)
            .needing(Behaviour.STORED_CURSORS),
        Check.of(
                "destination.cursors-apart",
                "Each pipeline has a cursor of each table, however alike their names are",
                checks::apart)
            .needing(Behaviour.STORED_CURSORS),
        Check.of(
                "destination.cursor-bytes",
                "A cursor comes back byte by byte, empty or long",
                checks::bytes)
            .needing(Behaviour.STORED_CURSORS),
        Check.of("destination.no-cursor", "No cursors are stored, as declared", checks::noCursor)
            .excluding(Behaviour.STORED_CURSORS));
  }

  private void cursor() throws Exception {
    TableSchema table = probe.either("cursor");
    String name = table.name();
    String pipeline = name + "_pipeline";
    Cursor first = Cursor.of(new byte[] {0, 1, (byte) 0xFF});
    try (Destination opened = probe.open()) {
      CursorStoringDestination destination = storing(opened);
      require(destination, pipeline, name, Optional.empty(), "before any was stored");
      destination.prepare(table);
      DestinationProbe.write(destination, table, DestinationProbe.rows(0, 3));
      destination.stageCursor(pipeline, name, first);
      require(destination, pipeline, name, Optional.empty(), "before commit()");
      destination.commit();
      require(destination, pipeline, name, Optional.of(first), "after commit()");
      destination.stageCursor(pipeline, name, Cursor.of(new byte[] {2}));
      destination.abort();
      require(destination, pipeline, name, Optional.of(first), "after abort()");
      destination.commit();
      require(destination, pipeline, name, Optional.of(first), "after abort() and idle commit()");
    }
    Cursor second = Cursor.of(new byte[] {3});
    try (Destination opened = probe.open()) {
      CursorStoringDestination destination = storing(opened);
      require(destination, pipeline, name, Optional.of(first), "in another destination");
      destination.stageCursor(pipeline, name, first);
      destination.stageCursor(pipeline, name, second);
      destination.commit();
      require(destination, pipeline, name, Optional.of(second), "staged without rows");
      destination.stageCursor(pipeline, name, first);
    }
    try (Destination opened = probe.open()) {
      require(
          storing(opened), pipeline, name, Optional.of(second), "after close() without commit()");
    }
  }

  /** Whose cursor it is. */
  private record Owner(String pipeline, String table) {}

  private void apart() {
    String name = probe.newName("p");
    List<Owner> owners =
        List.of(
            new Owner(name, "orders"),
            new Owner(name + "o", "rders"),
            new Owner(name, "Orders"),
            new Owner(name, "orders "),
            new Owner(name, "items"),
            new Owner(name + "_2", "orders"),
            new Owner(name.toUpperCase(Locale.ROOT), "orders"));
    try (Destination opened = probe.open()) {
      CursorStoringDestination destination = storingAtAll(opened);
      for (int i = 0; i < owners.size(); i++) {
        Owner owner = owners.get(i);
        require(destination, owner.pipeline, owner.table, Optional.empty(), "of " + owner);
        destination.stageCursor(owner.pipeline, owner.table, Cursor.of(new byte[] {(byte) i}));
        destination.commit();
      }
      for (int i = 0; i < owners.size(); i++) {
        Owner owner = owners.get(i);
        Cursor expected = Cursor.of(new byte[] {(byte) i});
        require(destination, owner.pipeline, owner.table, Optional.of(expected), "of " + owner);
      }
    }
  }

  private void bytes() {
    String pipeline = probe.newName("bytes");
    byte[] every = new byte[LONG];
    for (int i = 0; i < LONG; i++) {
      every[i] = (byte) i;
    }
    for (byte[] bytes : List.of(new byte[0], new byte[] {0}, every)) {
      Cursor cursor = Cursor.of(bytes);
      try (Destination opened = probe.open()) {
        CursorStoringDestination destination = storingAtAll(opened);
        destination.stageCursor(pipeline, "orders", cursor);
        destination.commit();
        Optional<Cursor> loaded = destination.loadCursor(pipeline, "orders");
        if (!loaded.equals(Optional.of(cursor))) {
          throw new Finding(
              "a cursor of %d bytes comes back as %s"
                  .formatted(
                      bytes.length,
                      loaded.map(other -> other.toByteArray().length + " others").orElse("none")),
              "A cursor is bytes, of any length and value: no text, and nothing to cut");
        }
      }
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

  private static CursorStoringDestination storingAtAll(Destination destination) {
    if (destination instanceof CursorStoringDestination storing) {
      return storing;
    }
    throw new NotApplicable("the destination stores no cursors: see destination.cursor");
  }

  private static void require(
      CursorStoringDestination destination,
      String pipeline,
      String table,
      Optional<Cursor> expected,
      String when) {
    Optional<Cursor> loaded = destination.loadCursor(pipeline, table);
    if (!loaded.equals(expected)) {
      throw new Finding(
          "the cursor of table '%s' %s is %s and not %s".formatted(table, when, loaded, expected),
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
