package dev.witloof.connectors.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The cursor of a file: a position, and a fingerprint of the bytes before it that tells a file that
 * grew from one that was replaced. Stored as JSON with a version.
 *
 * @param position where the next record begins
 * @param fingerprint of the bytes before it
 */
record FileCursor(Position position, String fingerprint) {
  private static final int VERSION = 1;

  Cursor encode() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    json.put("offset", position.offset());
    json.put("line", position.line());
    json.put("fingerprint", fingerprint);
    return Cursor.of(JsonText.write(json).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #encode()} wrote.
   *
   * @throws ConnectorException.Permanent when the cursor is not one of this connector
   */
  static FileCursor decode(Cursor cursor, Path file) {
    JsonNode json;
    try {
      json = JsonText.parse(new String(cursor.toByteArray(), StandardCharsets.UTF_8));
    } catch (BadValue e) {
      throw foreign(file);
    }
    JsonNode version = json.path("version");
    JsonNode offset = json.path("offset");
    JsonNode line = json.path("line");
    JsonNode fingerprint = json.path("fingerprint");
    boolean complete =
        version.isInt() && isPositive(offset, 0) && isPositive(line, 1) && fingerprint.isTextual();
    if (!complete) {
      throw foreign(file);
    }
    if (version.intValue() != VERSION) {
      throw new ConnectorException.Permanent(
          file
              + ": the cursor has format "
              + version.intValue()
              + ", this connector reads format "
              + VERSION
              + "; delete the cursor to read the file from its start");
    }
    return new FileCursor(
        new Position(offset.longValue(), line.longValue()), fingerprint.textValue());
  }

  private static boolean isPositive(JsonNode number, long least) {
    return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= least;
  }

  private static ConnectorException.Permanent foreign(Path file) {
    return new ConnectorException.Permanent(
        file
            + ": the cursor was not made by the file connector; delete it to read the file from its"
            + " start");
  }
}
