package dev.witloof.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Writes batches as newline-delimited JSON: one object a row, its members in column order. */
final class RowWriter {
  private final TableSchema schema;
  private final JsonGenerator json;

  /** Writes to {@code out}, which it flushes and does not close. */
  RowWriter(TableSchema schema, OutputStream out) {
    this.schema = schema;
    JsonFactory factory = new JsonFactory();
    factory.setRootValueSeparator("");
    try {
      this.json = factory.createGenerator(out);
    } catch (IOException e) {
      throw new UncheckedIOException("standard output cannot be written", e);
    }
  }

  /**
   * Writes all rows of a batch and flushes.
   *
   * @throws BrokenPipe when nobody reads the output any more
   */
  void write(RecordBatch batch) {
    batch.forEach(vectors -> Results.guarded(() -> write(vectors)));
    Results.guarded(json::flush);
  }

  private void write(VectorSchemaRoot vectors) throws IOException {
    List<CellWriter> cells = new ArrayList<>();
    for (int i = 0; i < schema.fields().size(); i++) {
      cells.add(CellWriter.of(schema.fields().get(i).type(), vectors.getVector(i)));
    }
    for (int row = 0; row < vectors.getRowCount(); row++) {
      json.writeStartObject();
      for (int i = 0; i < cells.size(); i++) {
        Field field = schema.fields().get(i);
        json.writeFieldName(field.name());
        cells.get(i).write(json, row);
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
