package dev.witloof.connector.config.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.config.ConfigTable;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One key of a table. Immutable, but for the schema, which is never handed out as it is.
 *
 * @param schema what a JSON Schema says of the value, description included
 * @param reader takes the value out of a table; what is wrong becomes a problem of the table
 * @param writer puts a value into a table, unless it is the one that goes without saying
 */
public record Key<T>(
    String name,
    boolean required,
    ObjectNode schema,
    Function<ConfigTable, T> reader,
    BiConsumer<ObjectNode, T> writer) {

  /** Takes the value out of a table. */
  public T read(ConfigTable table) {
    return reader.apply(table);
  }

  /** Puts a value into a table. */
  public void write(ObjectNode table, T value) {
    writer.accept(table, value);
  }
}
