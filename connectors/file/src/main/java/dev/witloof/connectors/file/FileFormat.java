package dev.witloof.connectors.file;

import dev.witloof.connector.ConnectorException;
import java.nio.file.Path;
import java.util.Locale;

/** How the bytes of a file become records. */
public enum FileFormat {
  /** RFC 4180. */
  CSV,
  /** CSV with tabs for commas. */
  TSV,
  /** One JSON object a line. */
  NDJSON;

  /** The format that the option {@code format} names. */
  static FileFormat named(String name) {
    return switch (name) {
      case "csv" -> CSV;
      case "tsv" -> TSV;
      case "ndjson", "jsonl" -> NDJSON;
      default ->
          throw new ConnectorException.Permanent(
              "option format: unknown format \"" + name + "\"; use csv, tsv or ndjson");
    };
  }

  /** The format that the extension of {@code path} promises. */
  static FileFormat of(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return CSV;
    }
    if (name.endsWith(".tsv")) {
      return TSV;
    }
    if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
      return NDJSON;
    }
    throw new ConnectorException.Permanent(
        path + ": the extension does not tell the format; set format to csv, tsv or ndjson");
  }
}
