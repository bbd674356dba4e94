package dev.witloof.connector.internal.manifest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.TomlWriter;
import dev.witloof.connector.config.shape.Shape;
import java.nio.file.Path;

/** Reads and writes {@link ConnectorManifest}s. */
public final class ManifestReader {
  private ManifestReader() {}

  /**
   * @throws ConfigException with every fault found
   */
  public static ConnectorManifest read(Path file, byte[] content) {
    return shape(file).read(ConfigReader.read(file, content));
  }

  /** The text of a manifest for that file, in the format that its name tells. */
  public static String text(ConnectorManifest manifest, Path file) {
    ObjectNode tree = tree(manifest, file);
    return ConfigReader.isJson(file) ? tree.toPrettyString() + "\n" : TomlWriter.write(tree);
  }

  /** The tables of a manifest for that file. */
  public static ObjectNode tree(ConnectorManifest manifest, Path file) {
    return shape(file).write(manifest);
  }

  /** The JSON Schema of manifests, draft 2020-12. */
  public static ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:witloof:schema:connector:" + ConnectorManifest.CONTRACT);
    schema.put("title", "Witloof connector manifest");
    schema.setAll(ManifestShape.in(Path.of("")).schema());
    return schema;
  }

  private static Shape<ConnectorManifest> shape(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return ManifestShape.in(folder == null ? file.toAbsolutePath() : folder);
  }
}
