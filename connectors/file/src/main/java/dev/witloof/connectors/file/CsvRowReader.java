package dev.witloof.connectors.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Turns CSV records into Arrow rows. Json, list and struct columns hold JSON text. */
final class CsvRowReader implements RowReader {
  private final CsvParser parser;
  private final FileOptions options;
  private final List<Field> columns;
  private final int[] fieldOfColumn;
  private final int fieldCount;

  CsvRowReader(
      CsvParser parser,
      FileOptions options,
      TableSchema schema,
      int[] fieldOfColumn,
      int fieldCount) {
    this.parser = parser;
    this.options = options;
    this.columns = schema.fields();
    this.fieldOfColumn = fieldOfColumn;
    this.fieldCount = fieldCount;
  }

  @Override
  public boolean read(VectorSchemaRoot target, int row) throws IOException {
    Optional<List<CsvField>> read = parser.next();
    if (read.isEmpty()) {
      return false;
    }
    List<CsvField> fields = read.get();
    if (fields.size() != fieldCount) {
      throw FileProblem.at(
          options.path(),
          parser.line(),
          "expected " + fieldCount + " fields, found " + fields.size());
    }
    for (int i = 0; i < columns.size(); i++) {
      CsvField field = fields.get(fieldOfColumn[i]);
      try {
        set(target.getVector(i), row, columns.get(i), field);
      } catch (BadValue e) {
        throw problem(columns.get(i), field, e);
      }
    }
    return true;
  }

  @Override
  public Position position() {
    return parser.position();
  }

  private void set(FieldVector vector, int row, Field column, CsvField field) throws BadValue {
    DataType type = column.type();
    if (field.isNull(options.nullText())) {
      if (!column.nullable()) {
        throw new BadValue("is null, and the column is not nullable");
      }
      vector.setNull(row);
    } else if (type instanceof DataType.Json) {
      JsonText.parse(field.text());
      Vectors.setText(vector, row, field.text());
    } else if (type instanceof DataType.ListOf || type instanceof DataType.Struct) {
      JsonNode value = JsonText.parse(field.text());
      JsonCells.set(vector, row, type, column.nullable(), value);
    } else {
      Vectors.setFromText(vector, row, type, field.text());
    }
  }

  private ConnectorException.Permanent problem(Field column, CsvField field, BadValue problem) {
    String message = FileProblem.quote(field.text()) + " " + problem.getMessage();
    return FileProblem.at(
        options.path(),
        parser.line(),
        column.name(),
        options.columns().isEmpty() ? message + FileProblem.INFERRED : message);
  }
}
