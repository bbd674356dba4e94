package dev.witloof.connector;

/** Writes tables in two phases. Confined to one thread at a time. */
public interface Destination extends AutoCloseable {

  /** Makes the table ready to receive batches of this schema. */
  void prepare(TableSchema schema);

  /** Stages a batch; it is visible only after {@link #commit()}. The batch stays the caller's. */
  void write(String table, RecordBatch batch);

  /** Makes everything written since the last commit visible, all or nothing. */
  void commit();

  /** Discards everything written since the last commit. */
  void abort();

  @Override
  default void close() {}
}
