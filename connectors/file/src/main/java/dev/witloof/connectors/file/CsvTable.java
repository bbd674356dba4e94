package dev.witloof.connectors.file;

import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV file as a table. With a header, declared columns are found by name and the others are left
 * out; without one they are the fields in order.
 */
final class CsvTable implements FileTable {
  private final FileOptions options;
  private final TableSchema schema;

  /** For each column of the schema, which field of a record it is. */
  private final int[] fieldOfColumn;

  /** How many fields each record must have. */
  private final int fieldCount;

  private CsvTable(FileOptions options, TableSchema schema, int[] fieldOfColumn, int fieldCount) {
    this.options = options;
    this.schema = schema;
    this.fieldOfColumn = fieldOfColumn;
    this.fieldCount = fieldCount;
  }

  /** Reads the header and, when no columns are declared, a sample of records. */
  static CsvTable describe(FileOptions options) throws IOException {
    try (FileChannel channel = FileChannel.open(options.path())) {
      CsvParser parser = parser(options, channel, Position.START);
      Optional<List<CsvField>> first = parser.next();
      List<Field> declared = options.columns();
      if (first.isEmpty()) {
        if (declared.isEmpty()) {
          throw FileProblem.at(
              options.path(), 1, "the file is empty, so it has no columns; declare columns");
        }
        return positional(options, declared);
      }
      if (!options.header()) {
        return positional(
            options,
            declared.isEmpty() ? inferred(options, parser, unnamed(first.get()), first) : declared);
      }
      List<String> names = header(options, parser, first.get());
      return declared.isEmpty()
          ? positional(options, inferred(options, parser, names, Optional.empty()))
          : selected(options, names, declared, parser.line());
    }
  }

  @Override
  public TableSchema schema() {
    return schema;
  }

  @Override
  public RowReader rows(FileChannel channel, Position start) throws IOException {
    CsvParser parser = parser(options, channel, start);
    if (options.header() && start.equals(Position.START)) {
      // The header was checked when the table was described.
      parser.next();
    }
    return new CsvRowReader(parser, options, schema, fieldOfColumn, fieldCount);
  }

  private static CsvParser parser(FileOptions options, FileChannel channel, Position start)
      throws IOException {
    ByteInput input = new ByteInput(channel, start);
    if (start.equals(Position.START)) {
      ByteOrderMark.pass(input, options.path());
    }
    return new CsvParser(input, options);
  }

  private static CsvTable positional(FileOptions options, List<Field> columns) {
    int[] fieldOfColumn = new int[columns.size()];
    Arrays.setAll(fieldOfColumn, column -> column);
    return new CsvTable(options, PrimaryKey.apply(options, columns), fieldOfColumn, columns.size());
  }

  private static CsvTable selected(
      FileOptions options, List<String> names, List<Field> declared, long line) {
    int[] fieldOfColumn = new int[declared.size()];
    for (int column = 0; column < fieldOfColumn.length; column++) {
      String name = declared.get(column).name();
      fieldOfColumn[column] = names.indexOf(name);
      if (fieldOfColumn[column] < 0) {
        throw FileProblem.at(
            options.path(),
            line,
            "the header has no column "
                + FileProblem.quote(name)
                + ", which columns declares; it has "
                + String.join(", ", names));
      }
    }
    return new CsvTable(options, PrimaryKey.apply(options, declared), fieldOfColumn, names.size());
  }

  private static List<String> header(FileOptions options, CsvParser parser, List<CsvField> fields) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (CsvField field : fields) {
      String name = field.text().isBlank() ? "column_" + (names.size() + 1) : field.text();
      if (!seen.add(name)) {
        throw FileProblem.at(
            options.path(),
            parser.line(),
            "the header names " + FileProblem.quote(name) + " twice; rename one of them");
      }
      names.add(name);
    }
    return names;
  }

  private static List<String> unnamed(List<CsvField> fields) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= fields.size(); i++) {
      names.add("column_" + i);
    }
    return names;
  }

  private static List<Field> inferred(
      FileOptions options, CsvParser parser, List<String> names, Optional<List<CsvField>> firstRow)
      throws IOException {
    List<CsvInference> types = names.stream().map(name -> new CsvInference()).toList();
    Optional<List<CsvField>> row = firstRow.isPresent() ? firstRow : parser.next();
    for (int rows = 0; row.isPresent() && options.wantsInSample(rows, parser.position()); rows++) {
      List<CsvField> fields = row.get();
      for (int i = 0; i < Math.min(fields.size(), types.size()); i++) {
        if (!fields.get(i).isNull(options.nullText())) {
          types.get(i).observe(fields.get(i).text());
        }
      }
      row = parser.next();
    }
    List<Field> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new Field(names.get(i), types.get(i).type(), true));
    }
    return columns;
  }
}
