package dev.witloof.runtime.internal;

import dev.witloof.component.GuestResource;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.GuestText;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The guest's {@code read-handle} resource, as a {@link ReadHandle}. */
final class WasmReadHandle implements ReadHandle {
  private final String connector;
  private final GuestInstance instance;
  private final GuestResource resource;
  private final TableSchema schema;
  private final ConnectorLimits limits;
  private final String openedAt;
  private final Runnable onClose;
  private long batches;
  private boolean exhausted;
  private boolean closed;
  private @Nullable String failure;

  /** {@code onClose} is told once the handle is closed. */
  WasmReadHandle(
      String connector,
      GuestInstance instance,
      GuestResource resource,
      TableSchema schema,
      ConnectorLimits limits,
      Optional<Cursor> openedAt,
      Runnable onClose) {
    this.connector = connector;
    this.instance = instance;
    this.resource = resource;
    this.schema = schema;
    this.limits = limits;
    this.openedAt = openedAt.map(c -> Integer.toHexString(c.hashCode())).orElse("the start");
    this.onClose = onClose;
  }

  @Override
  public Optional<RecordBatch> next() {
    return usable(
        () -> {
          if (exhausted) {
            return Optional.empty();
          }
          GuestCall call =
              new GuestCall(
                  "[method]read-handle.next",
                  table(),
                  Budgets.next(limits),
                  Optional.of(openedAt + "+" + batches));
          Optional<RecordBatch> batch =
              read(new BatchReader(connector, call, schema, instance.redactor()), call);
          exhausted = batch.isEmpty();
          batches++;
          return batch;
        });
  }

  private Optional<RecordBatch> read(BatchReader reader, GuestCall call) {
    try {
      instance.callReading(call, reader, resource);
    } catch (RuntimeException | Error failure) {
      reader.discard();
      throw failure;
    }
    return reader.batch();
  }

  @Override
  public Cursor cursor() {
    return usable(
        () -> {
          byte[] bytes = (byte[]) instance.call(cursorCall(), resource);
          if (bytes.length > ConnectorLimits.CURSOR_BYTES) {
            throw new ConnectorException.Permanent(
                "the cursor of table %s has %d bytes; at most %d are kept"
                    .formatted(
                        GuestText.quote(schema.name()),
                        bytes.length,
                        ConnectorLimits.CURSOR_BYTES));
          }
          return Cursor.of(bytes);
        });
  }

  /** Runs the guest's destructor, unless the instance has ended and everything in it with it. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      if (instance.ended().isEmpty()) {
        instance.drop(new GuestCall("drop", table(), Budgets.call(limits)), resource);
      }
    } finally {
      onClose.run();
    }
  }

  /** Not after it is closed: the instance may serve another call of the source by then. */
  @Override
  public synchronized void cancel() {
    if (!closed) {
      instance.cancel();
    }
  }

  private <T> T usable(Supplier<T> body) {
    if (closed) {
      throw new IllegalStateException("this read handle is closed");
    }
    if (failure != null) {
      throw new IllegalStateException(
          "this read handle has failed; open the table again from the last cursor. It failed by: "
              + failure);
    }
    try {
      return body.get();
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    }
  }

  private GuestCall cursorCall() {
    return new GuestCall("[method]read-handle.cursor", table(), Budgets.call(limits));
  }

  private Optional<String> table() {
    return Optional.of(schema.name());
  }
}
