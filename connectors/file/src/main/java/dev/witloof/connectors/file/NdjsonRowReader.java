package dev.witloof.connectors.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Turns JSON objects into Arrow rows. A member that is no column is left out when the columns are
 * declared, and an error when they are inferred, because then nobody chose to lose it.
 */
final class NdjsonRowReader implements RowReader {
  private final NdjsonParser parser;
  private final FileOptions options;
  private final List<Field> columns;
  private final Set<String> names;

  NdjsonRowReader(NdjsonParser parser, FileOptions options, TableSchema schema) {
    this.parser = parser;
    this.options = options;
    this.columns = schema.fields();
    this.names = columns.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean read(VectorSchemaRoot target, int row) throws IOException {
    Optional<ObjectNode> read = parser.next();
    if (read.isEmpty()) {
      return false;
    }
    ObjectNode object = read.get();
    boolean inferred = options.columns().isEmpty();
    if (inferred) {
      requireKnownMembers(object);
    }
    for (int i = 0; i < columns.size(); i++) {
      Field column = columns.get(i);
      JsonNode value = object.get(column.name());
      try {
        JsonCells.set(target.getVector(i), row, column.type(), column.nullable(), value);
      } catch (BadValue e) {
        String shown = value == null ? "the value" : FileProblem.quote(JsonText.write(value));
        String message = shown + " " + e.getMessage();
        throw FileProblem.at(
            options.path(),
            parser.line(),
            column.name(),
            inferred ? message + FileProblem.INFERRED : message);
      }
    }
    return true;
  }

  @Override
  public Position position() {
    return parser.position();
  }

  private void requireKnownMembers(ObjectNode object) {
    for (var member : object.properties()) {
      if (!names.contains(member.getKey())) {
        throw FileProblem.at(
            options.path(),
            parser.line(),
            member.getKey(),
            "no such column in the records that the columns were inferred from; declare columns, or"
                + " raise sample-rows");
      }
    }
  }
}
