package dev.witloof.runtime.internal;

import dev.witloof.connector.Destination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.ConnectorLimits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A component that exports {@code witloof:connector/destination}, as a {@link Destination}.
 *
 * <p>What was written and not committed lives in the instance. When a call fails, nothing but
 * {@link #abort()} is possible: otherwise a fresh instance could commit a part of what was written.
 * After an abort a fresh instance gets the prepared tables again.
 */
public final class WasmDestination implements Destination {
  private final GuestSession session;
  private final ConnectorLimits limits;
  private final Map<String, TableSchema> prepared = new LinkedHashMap<>();
  private final Map<String, Long> written = new HashMap<>();
  private long committed;
  private @Nullable Lease<GuestInstance> lease;
  private @Nullable GuestInstance preparedIn;
  private @Nullable String failure;

  /** Closes the session when it is closed. */
  public WasmDestination(GuestSession session, ConnectorLimits limits) {
    this.session = session;
    this.limits = limits;
  }

  @Override
  public void prepare(TableSchema schema) {
    guarded(
        () -> {
          GuestInstance instance = instance();
          prepare(instance, schema);
          prepared.put(schema.name(), schema);
        });
  }

  @Override
  public void write(String table, RecordBatch batch) {
    guarded(
        () -> {
          GuestInstance instance = instance();
          long before = written.merge(table, 1L, Long::sum) - 1;
          GuestCall call =
              new GuestCall(
                  "write",
                  Optional.of(table),
                  Budgets.call(limits),
                  Optional.of(committed + "+" + before));
          instance.write(call, table, new OutgoingBatch(batch));
        });
  }

  @Override
  public void commit() {
    guarded(
        () -> {
          instance().callFallible(call("commit", Optional.empty()));
          written.clear();
          committed++;
        });
  }

  @Override
  public void abort() {
    GuestInstance instance = preparedIn;
    failure = null;
    written.clear();
    if (instance != null && instance.ended().isEmpty()) {
      guarded(() -> instance.callFallible(call("abort", Optional.empty())));
    }
  }

  @Override
  public void cancel() {
    session.cancel();
  }

  @Override
  public void close() {
    session.close();
  }

  private GuestInstance instance() {
    GuestInstance instance = leased().instance();
    if (instance != preparedIn) {
      prepared.values().forEach(schema -> prepare(instance, schema));
      preparedIn = instance;
    }
    return instance;
  }

  /** What is written is in the instance, so it is kept as long as it has not ended. */
  private Lease<GuestInstance> leased() {
    Lease<GuestInstance> current = lease;
    if (current != null && current.instance().ended().isPresent()) {
      lease = null;
      session.release(current);
      current = null;
    }
    if (current == null) {
      current = session.acquire();
      lease = current;
    }
    return current;
  }

  private void prepare(GuestInstance instance, TableSchema schema) {
    instance.callFallible(
        call("prepare", Optional.of(schema.name())), schema.name(), SchemaWriter.write(schema));
  }

  private void guarded(Runnable body) {
    if (failure != null) {
      throw new IllegalStateException(
          "this destination has failed; abort() before using it again. It failed by: " + failure);
    }
    try {
      body.run();
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    }
  }

  private GuestCall call(String function, Optional<String> table) {
    return new GuestCall(function, table, Budgets.call(limits));
  }
}
