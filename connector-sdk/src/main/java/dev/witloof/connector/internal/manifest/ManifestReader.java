package dev.witloof.connector.internal.manifest;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.ConnectorManifest.Limits;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.ConfigTable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@link ConnectorManifest}s. */
public final class ManifestReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final int LONGEST_VERSION = 100;

  private ManifestReader() {}

  /**
   * @throws ConfigException with every fault found
   */
  public static ConnectorManifest read(Path file) {
    ConfigTable root = ConfigReader.read(file);
    ConfigTable connector = root.requireTable("connector");
    String name = connector.require("name", ManifestReader::name);
    String version = connector.require("version", ManifestReader::version);
    ConnectorKind kind =
        connector.requireChoice(
            "kind",
            Map.of(
                "source", ConnectorKind.SOURCE,
                "destination", ConnectorKind.DESTINATION,
                "both", ConnectorKind.BOTH));
    Path wasm = connector.require("wasm", text -> component(file, text));
    boolean strict = connector.bool("strict", false);
    Capabilities capabilities = Capabilities.read(root.table("capabilities"));
    Limits limits = Limits.read(root.table("limits"));
    return root.finish(
        () -> new ConnectorManifest(name, version, kind, wasm, strict, capabilities, limits));
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to 100 letters, digits, dots, underscores and hyphens");
    }
    return text;
  }

  private static String version(String text) {
    if (text.isBlank() || text.length() > LONGEST_VERSION) {
      throw new IllegalArgumentException("must be a version such as 0.3.1, at most 100 characters");
    }
    return text;
  }

  private static Path component(Path manifest, String text) {
    Path path;
    try {
      path = manifest.toAbsolutePath().resolveSibling(text).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path: " + e.getReason(), e);
    }
    if (text.isBlank() || !Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "must be a file, relative to the manifest; there is none at " + path);
    }
    return path;
  }
}
