package dev.witloof.connectors.file;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Field;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to read and how. All options but {@code path} have a default.
 *
 * @param path the file ({@code path})
 * @param format how its bytes become records ({@code format}: csv, tsv or ndjson; default: by
 *     extension)
 * @param table the name of the table ({@code table}; default: the file name without its extension)
 * @param columns the declared columns ({@code columns}, see {@link #of}); empty: inferred from the
 *     first {@code sampleRows} records within the first 4 MiB
 * @param primaryKey names of columns ({@code primary-key}, separated by commas); empty: none
 * @param batchRows the most rows a batch has ({@code batch-rows}, default 10,000)
 * @param maxRecordBytes the longest record ({@code max-record-bytes}, default 16 MiB)
 * @param sampleRows how many records inference looks at ({@code sample-rows}, default 1,000)
 * @param nullText the unquoted text that is null in CSV ({@code null-text}, default empty)
 * @param header whether CSV begins with a row of column names ({@code header}, default true)
 */
public record FileOptions(
    Path path,
    FileFormat format,
    String table,
    List<Field> columns,
    List<String> primaryKey,
    int batchRows,
    int maxRecordBytes,
    int sampleRows,
    String nullText,
    boolean header) {

  private static final Set<String> NAMES =
      new TreeSet<>(
          List.of(
              "path",
              "format",
              "table",
              "columns",
              "primary-key",
              "batch-rows",
              "max-record-bytes",
              "sample-rows",
              "null-text",
              "header"));

  private static final int MAX_BATCH_ROWS = 1_000_000;
  private static final int MAX_RECORD_BYTES = 1 << 28;
  private static final int SAMPLE_BYTES = 1 << 22;

  public FileOptions {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /**
   * Reads the options of a configuration. Columns are declared as {@code
   * id:int64,name:string,score:float64?}, a question mark allowing nulls; the types are boolean,
   * int32, int64, float64, string, bytes (in base64), timestamp, json, {@code list<type>} and
   * {@code struct<columns>}.
   *
   * @throws ConnectorException.Permanent when an option is unknown, missing or impossible, or the
   *     path is no readable file
   */
  public static FileOptions of(Map<String, String> config) {
    for (String name : new TreeSet<>(config.keySet())) {
      if (!NAMES.contains(name)) {
        throw new ConnectorException.Permanent(
            "file connector: unknown option \""
                + name
                + "\"; options are "
                + String.join(", ", NAMES));
      }
    }
    Path path = readableFile(config.get("path"));
    String columns = config.get("columns");
    boolean header = bool(config, "header");
    FileFormat format =
        Optional.ofNullable(config.get("format"))
            .map(FileFormat::named)
            .orElseGet(() -> FileFormat.of(path));
    return new FileOptions(
        path,
        format,
        config.getOrDefault("table", stem(path)),
        columns == null ? List.of() : ColumnDeclarations.parse(columns),
        names(config.getOrDefault("primary-key", "")),
        integer(config, "batch-rows", 10_000, MAX_BATCH_ROWS),
        integer(config, "max-record-bytes", 1 << 24, MAX_RECORD_BYTES),
        integer(config, "sample-rows", 1_000, MAX_BATCH_ROWS),
        config.getOrDefault("null-text", ""),
        header);
  }

  /** Whether inference looks at a record after {@code rows} others that ends at {@code end}. */
  boolean wantsInSample(int rows, Position end) {
    return rows == 0 || (rows < sampleRows && end.offset() <= SAMPLE_BYTES);
  }

  private static Path readableFile(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new ConnectorException.Permanent(
          "file connector: option path is missing; set it to a CSV or NDJSON file");
    }
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConnectorException.Permanent("option path: " + e.getMessage(), e);
    }
    if (Files.isDirectory(path)) {
      throw new ConnectorException.Permanent(path + ": is a folder; path must name one file");
    }
    if (!Files.exists(path)) {
      throw new ConnectorException.Permanent(path.toAbsolutePath() + ": no such file");
    }
    if (!Files.isReadable(path)) {
      throw new ConnectorException.Permanent(path + ": permission to read is denied");
    }
    return path;
  }

  private static String stem(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static List<String> names(String text) {
    List<String> names =
        Arrays.stream(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (names.size() != Set.copyOf(names).size()) {
      throw new ConnectorException.Permanent(
          "option primary-key: a column is named twice: " + text);
    }
    return names;
  }

  private static boolean bool(Map<String, String> config, String name) {
    String text = config.getOrDefault(name, "true");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ConnectorException.Permanent(
              "option " + name + ": expected true or false, found \"" + text + "\"");
    };
  }

  private static int integer(Map<String, String> config, String name, int standard, int most) {
    String text = config.get(name);
    if (text == null) {
      return standard;
    }
    try {
      int value = Integer.parseInt(text.replace("_", ""));
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The message below covers this as well.
    }
    throw new ConnectorException.Permanent(
        "option " + name + ": expected a number from 1 to " + most + ", found \"" + text + "\"");
  }
}
