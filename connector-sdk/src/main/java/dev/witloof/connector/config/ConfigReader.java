package dev.witloof.connector.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Reads configuration files. */
public final class ConfigReader {
  /** The largest file that is read, in bytes: 1 MiB. */
  public static final long MAX_BYTES = 1 << 20;

  private ConfigReader() {}

  /**
   * Reads a file, as JSON when its name ends in {@code .json}, else as TOML.
   *
   * @return its top-level table
   * @throws ConfigException when it is missing, unreadable, larger than {@link #MAX_BYTES}, not
   *     UTF-8 or not well-formed
   */
  public static ConfigTable read(Path file) {
    return read(file, content(file));
  }

  /**
   * Reads the content of a file, which {@link #content} gave, as JSON when the file's name ends in
   * {@code .json}, else as TOML.
   *
   * @throws ConfigException when it is not UTF-8 or not well-formed
   */
  public static ConfigTable read(Path file, byte[] content) {
    String name = file.toString();
    String text = text(name, content);
    return isJson(file) ? json(name, text) : toml(name, text);
  }

  /** Whether a file is taken for JSON. */
  public static boolean isJson(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }

  /**
   * Reads TOML 1.0.
   *
   * @param file how complaints name the file
   * @throws ConfigException when it is not well-formed
   */
  public static ConfigTable toml(String file, String text) {
    return guarded(file, () -> TomlTree.parse(file, text));
  }

  /**
   * Reads a JSON object.
   *
   * @param file how complaints name the file
   * @throws ConfigException when it is not well-formed, or a key is there twice
   */
  public static ConfigTable json(String file, String text) {
    return guarded(file, () -> JsonTree.parse(file, text));
  }

  private static ConfigTable guarded(String file, Supplier<ConfigNode.Table> parse) {
    try {
      return ConfigTable.root(file, parse.get());
    } catch (StackOverflowError e) {
      // The TOML parser recurses without a bound; it holds nothing that an unwound stack could
      // break.
      throw new ConfigException(file, ConfigNode.TOO_DEEP, e);
    }
  }

  /**
   * The bytes of a configuration file, read once.
   *
   * @throws ConfigException when it is missing, unreadable or larger than {@link #MAX_BYTES}
   */
  public static byte[] content(Path file) {
    String name = file.toString();
    try {
      if (Files.isDirectory(file)) {
        throw new ConfigException(
            name, "is a directory, not a file", new NoSuchFileException(name));
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] content = in.readNBytes((int) MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
          throw new ConfigException(
              name,
              "has %,d bytes; a configuration file may have at most %,d"
                  .formatted(Files.size(file), MAX_BYTES),
              new IOException("file too large"));
        }
        return content;
      }
    } catch (NoSuchFileException e) {
      throw new ConfigException(name, "there is no such file", e);
    } catch (IOException e) {
      throw new ConfigException(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The text of a configuration file, read once.
   *
   * @throws ConfigException as {@link #content} does, or when it is not UTF-8
   */
  public static String text(Path file) {
    return text(file.toString(), content(file));
  }

  private static String text(String name, byte[] content) {
    if (begins(content, 0xef, 0xbb, 0xbf)) {
      throw notText(
          name, Position.START, "begins with a byte order mark; save it as UTF-8 without one");
    }
    if (begins(content, 0xff, 0xfe) || begins(content, 0xfe, 0xff)) {
      throw notText(name, Position.START, "is UTF-16; save it as UTF-8");
    }
    ByteBuffer in = ByteBuffer.wrap(content);
    CharBuffer out = CharBuffer.allocate(content.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
      Position place = new Position(line, text.length() - text.lastIndexOf('\n'));
      throw notText(name, place, "is not UTF-8 text from here on; save it as UTF-8");
    }
    return text;
  }

  private static boolean begins(byte[] content, int... bytes) {
    return content.length >= bytes.length
        && IntStream.range(0, bytes.length).allMatch(i -> (content[i] & 0xff) == bytes[i]);
  }

  private static ConfigException notText(String name, Position place, String message) {
    return new ConfigException(name, List.of(new ConfigProblem(place, "", message)));
  }
}
