package dev.witloof.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes to standard output. */
final class Results {
  /** Apart, as most commands write no JSON, and what writes it is hundreds of classes. */
  private static final class Json {
    static final JsonMapper MAPPER = new JsonMapper();
  }

  private Results() {}

  /** Work on standard output that may fail. */
  interface Writing {
    void run() throws IOException;
  }

  /** Writes text as it is, and flushes. */
  static void text(OutputStream out, String text) {
    guarded(
        () -> {
          out.write(text.getBytes(StandardCharsets.UTF_8));
          out.flush();
        });
  }

  /** Writes a JSON document, indented, and flushes. */
  static void json(OutputStream out, JsonNode document) {
    text(out, document.toPrettyString() + System.lineSeparator());
  }

  /** A document on one line. */
  static String line(JsonNode document) {
    try {
      return Json.MAPPER.writeValueAsString(document);
    } catch (IOException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  /**
   * Runs something that writes to standard output.
   *
   * @throws BrokenPipe when nobody reads it any more
   * @throws UncheckedIOException when it cannot be written for another reason, such as a full disk
   */
  static void guarded(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw new BrokenPipe(e);
      }
      throw new UncheckedIOException("standard output cannot be written: " + e.getMessage(), e);
    }
  }
}
