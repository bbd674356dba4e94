package dev.witloof.connectors.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An NDJSON file as a table. Inferred columns stand in the order in which the sample names them.
 */
final class NdjsonTable implements FileTable {
  private final FileOptions options;
  private final TableSchema schema;

  private NdjsonTable(FileOptions options, TableSchema schema) {
    this.options = options;
    this.schema = schema;
  }

  /** Reads a sample of objects when no columns are declared. */
  static NdjsonTable describe(FileOptions options) throws IOException {
    List<Field> columns = options.columns().isEmpty() ? inferred(options) : options.columns();
    return new NdjsonTable(options, PrimaryKey.apply(options, columns));
  }

  @Override
  public TableSchema schema() {
    return schema;
  }

  @Override
  public RowReader rows(FileChannel channel, Position start) throws IOException {
    return new NdjsonRowReader(parser(options, channel, start), options, schema);
  }

  private static NdjsonParser parser(FileOptions options, FileChannel channel, Position start)
      throws IOException {
    ByteInput input = new ByteInput(channel, start);
    if (start.equals(Position.START)) {
      ByteOrderMark.pass(input, options.path());
    }
    return new NdjsonParser(input, options);
  }

  private static List<Field> inferred(FileOptions options) throws IOException {
    Map<String, JsonInference> types = new LinkedHashMap<>();
    try (FileChannel channel = FileChannel.open(options.path())) {
      NdjsonParser parser = parser(options, channel, Position.START);
      Optional<ObjectNode> object = parser.next();
      for (int rows = 0;
          object.isPresent() && options.wantsInSample(rows, parser.position());
          rows++) {
        for (var member : object.get().properties()) {
          if (member.getKey().isEmpty()) {
            throw FileProblem.at(
                options.path(),
                parser.line(),
                "a member has an empty name; declare columns to leave it out");
          }
          types
              .computeIfAbsent(member.getKey(), name -> new JsonInference())
              .observe(member.getValue());
        }
        object = parser.next();
      }
    }
    if (types.isEmpty()) {
      throw FileProblem.at(
          options.path(), 1, "no object with a member, so there are no columns; declare columns");
    }
    List<Field> columns = new ArrayList<>();
    types.forEach((name, type) -> columns.add(new Field(name, type.type(), true)));
    return columns;
  }
}
