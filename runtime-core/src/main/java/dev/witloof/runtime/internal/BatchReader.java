package dev.witloof.runtime.internal;

import dev.witloof.component.loan.GuestBytes;
import dev.witloof.component.value.ResultValue;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.secret.Redactor;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the result of one call of {@code next} while it lies in the guest's memory: a batch is
 * validated there, and copied once. What is wrong with it is told when the call is over, as it does
 * not end the instance.
 */
final class BatchReader implements Function<@Nullable Object, Optional<RecordBatch>>, Crossing {
  private final String connector;
  private final GuestCall call;
  private final TableSchema schema;
  private final Redactor redactor;
  private Optional<RecordBatch> batch = Optional.empty();
  private @Nullable RuntimeException fault;
  private Outcome failed = Outcome.TRAP;

  BatchReader(String connector, GuestCall call, TableSchema schema, Redactor redactor) {
    this.connector = connector;
    this.call = call;
    this.schema = schema;
    this.redactor = redactor;
  }

  @Override
  public Optional<RecordBatch> apply(@Nullable Object result) {
    try {
      batch = bytes(result).map(this::validated);
    } catch (RuntimeException e) {
      fault = RedactedFailure.of(e, redactor);
    }
    return batch;
  }

  private Optional<?> bytes(@Nullable Object result) {
    failed = result instanceof ResultValue.Err ? Outcome.ERROR : Outcome.TRAP;
    return (Optional<?>) GuestErrors.okOf(call, result, redactor).orElseThrow();
  }

  @Override
  public long rows() {
    return batch.map(RecordBatch::rowCount).orElse(0L);
  }

  @Override
  public long bytes() {
    return batch.map(RecordBatch::byteSize).orElse(0L);
  }

  @Override
  public Optional<? extends Throwable> failure(
      GuestCall of, @Nullable Object result, Redactor ignored) {
    return Optional.ofNullable(fault);
  }

  @Override
  public Outcome failed() {
    return failed;
  }

  private RecordBatch validated(Object bytes) {
    try {
      return bytes instanceof GuestBytes inPlace
          ? inPlace.read(this::copied)
          : RecordBatch.ofIpc((byte[]) bytes, schema);
    } catch (ConnectorException.Permanent e) {
      throw new ConnectorException.Permanent(
          call.subject(redactor)
              + " returned a bad batch: "
              + GuestText.message(redactor.redact(String.valueOf(e.getMessage())))
              + "; report this to the author of connector "
              + GuestText.quote(connector),
          e);
    }
  }

  private RecordBatch copied(byte[] memory, int offset, int length) {
    return RecordBatch.copyOfIpc(memory, offset, length, schema, RecordBatch.DEFAULT_MEMORY_BUDGET);
  }

  /**
   * The batch, once the call is over; empty when there are no more.
   *
   * @throws ConnectorException the guest's error, or what is wrong with its batch
   */
  Optional<RecordBatch> batch() {
    if (fault != null) {
      throw fault;
    }
    return batch;
  }

  /** Frees the batch: the call failed after giving it. */
  void discard() {
    batch.ifPresent(RecordBatch::close);
  }
}
