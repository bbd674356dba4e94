package dev.witloof.conformance.kit;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A destination that commits its tables one after the other, each durably, and slowly. */
public final class TornProvider implements ConnectorProvider {
  private static final long BETWEEN_NANOS = 100_000_000;

  @Override
  public String name() {
    return "sample-torn";
  }

  @Override
  public ConnectorKind kind() {
    return ConnectorKind.DESTINATION;
  }

  @Override
  public Destination openDestination(Map<String, String> config) {
    return new Torn(ConnectorProvider.named("duckdb").orElseThrow(), config);
  }

  private static final class Torn implements Destination {
    private final ConnectorProvider tables;
    private final Map<String, String> config;
    private final Map<String, Destination> parts = new LinkedHashMap<>();

    Torn(ConnectorProvider tables, Map<String, String> config) {
      this.tables = tables;
      this.config = config;
    }

    @Override
    public void prepare(TableSchema schema) {
      parts.computeIfAbsent(schema.name(), name -> tables.openDestination(config)).prepare(schema);
    }

    @Override
    public void write(String table, RecordBatch batch) {
      parts.get(table).write(table, batch);
    }

    @Override
    public void commit() {
      for (Destination part : parts.values()) {
        part.commit();
        LockSupport.parkNanos(BETWEEN_NANOS);
      }
    }

    @Override
    public void abort() {
      parts.values().forEach(Destination::abort);
    }

    @Override
    public void close() {
      parts.values().forEach(Destination::close);
    }
  }
}
