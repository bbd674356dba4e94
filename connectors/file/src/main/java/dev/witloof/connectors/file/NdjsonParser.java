package dev.witloof.connectors.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.ConnectorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads one JSON object a line; blank lines are passed over. Not thread-safe. */
final class NdjsonParser {
  private final ByteInput input;
  private final Path file;
  private final int maxRecordBytes;
  private final RecordBytes bytes = new RecordBytes();
  private Position recordStart;

  NdjsonParser(ByteInput input, FileOptions options) {
    this.input = input;
    this.file = options.path();
    this.maxRecordBytes = options.maxRecordBytes();
    this.recordStart = input.position();
  }

  /**
   * The next object; empty at the end of the file.
   *
   * @throws ConnectorException.Permanent when the line is no JSON object, not UTF-8 or too long
   */
  Optional<ObjectNode> next() throws IOException {
    while (input.peek() != ByteInput.END) {
      readLine();
      if (!bytes.isBlank()) {
        return Optional.of(parse());
      }
    }
    return Optional.empty();
  }

  /** The line of the object that {@link #next()} returned. */
  long line() {
    return recordStart.line();
  }

  /** The position after that object and its line end. */
  Position position() {
    return input.position();
  }

  private void readLine() throws IOException {
    recordStart = input.position();
    bytes.clear();
    for (int b = input.read(); b != '\n' && b != ByteInput.END; b = input.read()) {
      if (bytes.length() == maxRecordBytes) {
        throw problem(
            "the line is longer than "
                + maxRecordBytes
                + " bytes; NDJSON has one object a line; raise max-record-bytes if this is one");
      }
      bytes.append(b);
    }
  }

  private ObjectNode parse() {
    String text;
    try {
      text = bytes.text();
    } catch (CharacterCodingException e) {
      throw problem("the line is not UTF-8; convert the file first");
    }
    try {
      JsonNode node = JsonText.parse(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (BadValue e) {
      throw problem(FileProblem.quote(text.strip()) + " " + e.getMessage());
    }
    throw problem("expected a JSON object, found " + FileProblem.quote(text.strip()));
  }

  private ConnectorException.Permanent problem(String problem) {
    return FileProblem.at(file, recordStart.line(), problem);
  }
}
