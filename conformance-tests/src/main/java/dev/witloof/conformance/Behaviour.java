package dev.witloof.conformance;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a connector may or may not do. A connector that declares a behaviour must have it; one that
 * declares it absent must do without it cleanly, by the contract's error. What is not said about a
 * behaviour is taken from its parent, and at the root it is taken to be there.
 */
public enum Behaviour {
  /** Source: a table has a primary key. */
  PRIMARY_KEYS(null),
  /** Source: one read of a table gives each key once. */
  UNIQUE_KEYS(PRIMARY_KEYS),
  /** Both: columns of lists and structs. */
  NESTED_TYPES(null),
  /** Source: a table that nobody changes gives the same rows each time it is read. */
  REPEATABLE(null),
  /** Source: and it gives them in the same order. */
  ORDERED(REPEATABLE),
  /** Source: and in the same batches and cursors, byte for byte. */
  DETERMINISTIC(ORDERED),
  /** Source: a cursor opens the table where it was taken, and no row is lost. */
  RESUMABLE(null),
  /** Source: and no row comes twice, whichever batch the cursor was taken after. */
  RESUMABLE_AT_EVERY_BATCH(RESUMABLE),
  /** Source: the cursor of the end, kept, later gives what was added since. */
  INCREMENTAL(RESUMABLE),
  /** Destination: a row replaces the one of the same primary key. */
  UPSERT(null),
  /** Destination: what is written and committed a second time changes nothing. */
  IDEMPOTENT_WRITES(UPSERT),
  /** Destination: tables without a key; rows are appended. */
  TABLES_WITHOUT_KEY(null),
  /** Destination: a table that exists gets the nullable columns that it lacks. */
  ADDED_COLUMNS(null),
  /** Destination: cursors are stored in the transaction that commits the rows. */
  STORED_CURSORS(null);

  private final @Nullable Behaviour parent;

  Behaviour(@Nullable Behaviour parent) {
    this.parent = parent;
  }

  /** The behaviour that this one is a case of; without it there cannot be this one. */
  public Optional<Behaviour> parent() {
    return Optional.ofNullable(parent);
  }
}
