package dev.witloof.conformance.internal.watch;

import dev.witloof.connector.Destination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;

/** A destination whose calls are watched. */
class WatchedDestination implements Destination {
  final Watch watch;
  final Watch.Turn turn;
  private final Destination destination;

  WatchedDestination(Destination destination, Watch watch, Watch.Turn turn) {
    this.destination = destination;
    this.watch = watch;
    this.turn = turn;
  }

  @Override
  public void prepare(TableSchema schema) {
    watch.call(turn, "prepare()", () -> destination.prepare(schema));
  }

  @Override
  public void write(String table, RecordBatch batch) {
    watch.call(turn, "write()", () -> destination.write(table, batch));
  }

  @Override
  public void commit() {
    watch.call(turn, "commit()", destination::commit);
  }

  @Override
  public void abort() {
    watch.call(turn, "abort()", destination::abort);
  }

  @Override
  public void cancel() {
    watch.call(turn, "cancel()", destination::cancel);
  }

  @Override
  public void close() {
    watch.call(turn, "close()", destination::close);
  }
}
