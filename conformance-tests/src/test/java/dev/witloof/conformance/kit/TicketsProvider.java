package dev.witloof.conformance.kit;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A source whose cursors are keys of a map of the JVM, which is empty after a restart. */
public final class TicketsProvider implements ConnectorProvider {
  private static final Map<String, Integer> POSITIONS = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "sample-tickets";
  }

  @Override
  public ConnectorKind kind() {
    return ConnectorKind.SOURCE;
  }

  @Override
  public Source openSource(Map<String, String> config) {
    Natives.requireKnown(config);
    return new SampleSource() {
      @Override
      int position(TableSchema table, Cursor cursor) {
        String ticket = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
        Integer position = POSITIONS.get(ticket);
        if (position == null || !ticket.startsWith("ticket of " + table.name())) {
          throw new ConnectorException.Permanent(table.name() + ": this is no cursor of the table");
        }
        return position;
      }

      @Override
      Handle handle(TableSchema table, int from) {
        return new Handle(table, from) {
          @Override
          Cursor cursorOf(int at) {
            String ticket = "ticket of %s %x".formatted(table.name(), at * 7919);
            POSITIONS.put(ticket, at);
            return Cursor.of(ticket.getBytes(StandardCharsets.UTF_8));
          }
        };
      }
    };
  }
}
