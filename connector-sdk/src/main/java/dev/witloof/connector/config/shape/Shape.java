package dev.witloof.connector.config.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.config.ConfigTable;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A table: its keys, and the record that it is read into. Immutable.
 *
 * @param keys all that the table may have, in the order in which they are written
 * @param refused keys that are known and have no place here, each with what to do instead
 */
public record Shape<T>(
    String description,
    List<Key<?>> keys,
    Map<String, String> refused,
    Function<ConfigTable, T> reader,
    BiConsumer<ObjectNode, T> writer) {

  public Shape {
    keys = List.copyOf(keys);
  }

  /** Takes the record out of a table; what is wrong becomes a problem of the table. */
  public T read(ConfigTable table) {
    refused.forEach(table::refuse);
    return reader.apply(table);
  }

  /** The table of a record; without entries when all of it goes without saying. */
  public ObjectNode write(T value) {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    writer.accept(table, value);
    return table;
  }

  /** What a JSON Schema says of the table. */
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("description", description);
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    keys.forEach(key -> properties.set(key.name(), key.schema().deepCopy()));
    if (keys.stream().anyMatch(Key::required)) {
      ArrayNode required = schema.putArray("required");
      keys.stream().filter(Key::required).forEach(key -> required.add(key.name()));
    }
    return schema.put("additionalProperties", false);
  }
}
