package dev.witloof.connector;

import java.util.Optional;

/** A position in one table. Confined to one thread at a time. */
public interface ReadHandle extends AutoCloseable {

  /** The next batch, owned by the caller; empty when exhausted, and empty ever after. */
  Optional<RecordBatch> next();

  /** The position after the last batch that {@link #next()} returned; callable at any time. */
  Cursor cursor();

  @Override
  default void close() {}
}
