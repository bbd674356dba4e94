package dev.witloof.runtime.internal;

import dev.witloof.component.GuestResource;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.GuestText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A component that exports {@code witloof:connector/source}, as a {@link Source}. Thread-safe:
 * calls and open handles have an instance each, which goes from one to the next.
 */
public final class WasmSource implements Source {
  private final String connector;
  private final GuestSession session;
  private final ConnectorLimits limits;
  private volatile @Nullable List<TableSchema> discovered;

  /**
   * Closes the session when it is closed.
   *
   * @param connector the connector's name, for messages
   */
  public WasmSource(String connector, GuestSession session, ConnectorLimits limits) {
    this.connector = connector;
    this.session = session;
    this.limits = limits;
  }

  @Override
  public List<TableSchema> discover() {
    Lease<GuestInstance> lease = session.acquire();
    try {
      return discover(lease.instance());
    } finally {
      session.release(lease);
    }
  }

  private List<TableSchema> discover(GuestInstance instance) {
    GuestCall call = new GuestCall("discover", Optional.empty(), Budgets.discover(limits));
    Object schemas = instance.callFallible(call).orElseThrow();
    List<TableSchema> tables = instance.reading(() -> SchemaReader.readAll(schemas));
    discovered = tables;
    return tables;
  }

  @Override
  public ReadHandle open(String table, Optional<Cursor> cursor) {
    Lease<GuestInstance> lease = session.acquire();
    try {
      GuestInstance instance = lease.instance();
      TableSchema schema = instance.reading(() -> schemaOf(table, instance));
      GuestCall call = new GuestCall("open", Optional.of(table), Budgets.call(limits));
      Object handle =
          lease.instance().callFallible(call, table, cursor.map(Cursor::toByteArray)).orElseThrow();
      return new WasmReadHandle(
          connector,
          lease.instance(),
          (GuestResource) handle,
          schema,
          limits,
          cursor,
          () -> session.release(lease));
    } catch (RuntimeException | Error failure) {
      session.release(lease);
      throw failure;
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

  private TableSchema schemaOf(String table, GuestInstance instance) {
    List<TableSchema> known = discovered;
    List<TableSchema> tables = known != null ? known : discover(instance);
    return tables.stream()
        .filter(schema -> schema.name().equals(table))
        .findFirst()
        .orElseThrow(() -> unknown(table, tables));
  }

  private static ConnectorException unknown(String table, List<TableSchema> tables) {
    String known =
        tables.stream()
            .limit(20)
            .map(schema -> GuestText.quote(schema.name()))
            .collect(Collectors.joining(", "));
    return new ConnectorException.Permanent(
        "there is no table '%s'; the connector offers %s%s"
            .formatted(
                table,
                tables.isEmpty() ? "no tables" : known,
                tables.size() > 20 ? " and " + (tables.size() - 20) + " more" : ""));
  }
}
