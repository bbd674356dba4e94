package dev.witloof.connectors.file;

import dev.witloof.connector.ConnectorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits CSV into records as RFC 4180 says: fields in quotes may hold separators, line ends and
 * doubled quotes; a line ends with LF or CRLF. Lines without any character are passed over. Not
 * thread-safe.
 */
final class CsvParser {
  private final ByteInput input;
  private final Path file;
  private final char separator;
  private final int maxRecordBytes;
  private final RecordBytes field = new RecordBytes();
  private Position recordStart;
  private int recordBytes;
  private boolean moreFields;

  CsvParser(ByteInput input, FileOptions options) {
    this.input = input;
    this.file = options.path();
    this.separator = options.format() == FileFormat.TSV ? '\t' : ',';
    this.maxRecordBytes = options.maxRecordBytes();
    this.recordStart = input.position();
  }

  /**
   * The fields of the next record, at least one; empty at the end of the file.
   *
   * @throws ConnectorException.Permanent when the record is not CSV, not UTF-8 or too long
   */
  Optional<List<CsvField>> next() throws IOException {
    while (input.peek() != ByteInput.END) {
      List<CsvField> fields = record();
      if (fields.size() > 1 || fields.get(0).quoted() || !fields.get(0).text().isEmpty()) {
        return Optional.of(fields);
      }
    }
    return Optional.empty();
  }

  /** The line where the record that {@link #next()} returned begins. */
  long line() {
    return recordStart.line();
  }

  /** The position after that record and its line end. */
  Position position() {
    return input.position();
  }

  private List<CsvField> record() throws IOException {
    recordStart = input.position();
    recordBytes = 0;
    List<CsvField> fields = new ArrayList<>();
    do {
      field.clear();
      int column = fields.size() + 1;
      boolean quoted = input.skip('"');
      if (quoted) {
        readQuoted(column);
      } else {
        readPlain(column);
      }
      fields.add(new CsvField(decode(column), quoted));
    } while (moreFields);
    return fields;
  }

  private void readPlain(int column) throws IOException {
    for (int b = input.read(); !endsField(b); b = input.read()) {
      if (b == '"') {
        throw problem(
            column, "a quote inside an unquoted field; quote the field and double the quote");
      }
      append(b);
    }
  }

  private void readQuoted(int column) throws IOException {
    while (true) {
      int b = input.read();
      if (b == ByteInput.END) {
        throw problem(column, "the quoted field does not end before the file does");
      }
      if (b != '"' || input.skip('"')) {
        append(b);
      } else if (endsField(input.read())) {
        return;
      } else {
        throw problem(
            column, "text after the closing quote; inside a quoted field a quote is doubled");
      }
    }
  }

  /** Whether this byte, which was read, ends the field; reads the LF of a CRLF too. */
  private boolean endsField(int b) throws IOException {
    moreFields = b == separator;
    return moreFields
        || b == '\n'
        || b == ByteInput.END
        // At the end of the file the LF of a CRLF may not be written yet.
        || (b == '\r' && (input.skip('\n') || input.peek() == ByteInput.END));
  }

  private void append(int b) {
    if (++recordBytes > maxRecordBytes) {
      throw FileProblem.at(
          file,
          recordStart.line(),
          "the record is longer than "
              + maxRecordBytes
              + " bytes; look for a missing closing quote, or raise max-record-bytes");
    }
    field.append(b);
  }

  private String decode(int column) {
    try {
      return field.text();
    } catch (CharacterCodingException e) {
      throw problem(column, "the field is not UTF-8; convert the file first");
    }
  }

  private ConnectorException.Permanent problem(int column, String problem) {
    return FileProblem.at(file, recordStart.line(), "field " + column + ": " + problem);
  }
}
