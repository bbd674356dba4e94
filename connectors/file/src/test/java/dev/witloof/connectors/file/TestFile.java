package dev.witloof.connectors.file;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** A file in a temporary folder, and the rows that the source reads of it. */
final class TestFile {
  private final Path path;
  private final Map<String, String> config = new HashMap<>();

  TestFile(Path folder, String name, String text) throws IOException {
    this(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  TestFile(Path folder, String name, byte[] bytes) throws IOException {
    path = Files.write(folder.resolve(name), bytes);
    config.put("path", path.toString());
  }

  TestFile with(String option, String value) {
    config.put(option, value);
    return this;
  }

  Path path() {
    return path;
  }

  void append(String text) throws IOException {
    Files.writeString(path, text, StandardOpenOption.APPEND);
  }

  void replace(String text) throws IOException {
    Files.writeString(path, text);
  }

  FileSource source() {
    return new FileSource(FileOptions.of(config));
  }

  TableSchema schema() {
    return source().discover().get(0);
  }

  /** All rows, each a list of values. */
  List<List<@Nullable Object>> rows() {
    return read(Optional.empty()).rows();
  }

  /** The rows after the cursor, and the cursor after them. */
  Read read(Optional<Cursor> cursor) {
    try (FileSource source = source();
        ReadHandle handle = source.open(source.discover().get(0).name(), cursor)) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      int batches = 0;
      for (var batch = handle.next(); batch.isPresent(); batch = handle.next()) {
        batches++;
        rows.addAll(values(batch.get()));
      }
      return new Read(rows, handle.cursor(), batches);
    }
  }

  record Read(List<List<@Nullable Object>> rows, Cursor cursor, int batches) {}

  /** The values of a batch, which this closes. */
  static List<List<@Nullable Object>> values(RecordBatch batch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (batch) {
      batch.forEach(
          root -> {
            for (int row = 0; row < root.getRowCount(); row++) {
              List<@Nullable Object> values = new ArrayList<>();
              for (FieldVector vector : root.getFieldVectors()) {
                values.add(value(vector.getObject(row)));
              }
              rows.add(values);
            }
          });
    }
    return rows;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }
}
