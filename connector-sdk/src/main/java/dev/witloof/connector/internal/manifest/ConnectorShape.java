package dev.witloof.connector.internal.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ConnectorManifest.About;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Form;
import dev.witloof.connector.config.shape.Key;
import dev.witloof.connector.config.shape.Keys;
import dev.witloof.connector.config.shape.Shape;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code [connector]} of a manifest that is in some folder. */
final class ConnectorShape {
  private static final Key<String> NAME =
      Keys.requiredText("name", "The name of the connector", ConnectorForms.NAME);
  private static final Key<String> VERSION =
      Keys.requiredText("version", "Its semantic version", ConnectorForms.VERSION);
  private static final Key<ConnectorKind> KIND = Keys.requiredChoice("kind", "What it is", kinds());
  private static final Key<String> CONTRACT =
      Keys.choice(
          "contract",
          "The version of witloof:connector that it is built for",
          Map.of(ConnectorManifest.CONTRACT, ConnectorManifest.CONTRACT),
          ConnectorManifest.CONTRACT);
  private static final Key<Boolean> STRICT =
      Keys.flag("strict", "Whether imports without authority are refused as well");
  private static final Key<Optional<String>> DESCRIPTION =
      Keys.text("description", "What it does, for people", ConnectorForms.PROSE);
  private static final Key<Optional<String>> LICENCE =
      Keys.text("licence", "Its licence, as an SPDX expression", ConnectorForms.LICENCE);
  private static final Key<Optional<URI>> HOMEPAGE =
      Keys.text("homepage", "Where to learn more", ConnectorForms.HOMEPAGE);
  private static final int LONGEST_PATH = 4_096;

  private final Path folder;
  private final Key<Path> wasm;

  /** What the table says. */
  record Connector(
      String name,
      String version,
      ConnectorKind kind,
      Path wasm,
      String contract,
      boolean strict,
      About about) {}

  private ConnectorShape(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.wasm =
        Keys.requiredText(
            "wasm",
            "The component, relative to the manifest",
            new Form<>("[\\s\\S]+", LONGEST_PATH, this::component, this::relative));
  }

  static Shape<Connector> in(Path folder) {
    ConnectorShape shape = new ConnectorShape(folder);
    return new Shape<>(
        "The connector itself.",
        List.of(NAME, VERSION, KIND, shape.wasm, CONTRACT, STRICT, DESCRIPTION, LICENCE, HOMEPAGE),
        Map.of(),
        shape::read,
        shape::write);
  }

  private Connector read(ConfigTable table) {
    return new Connector(
        NAME.read(table),
        VERSION.read(table),
        KIND.read(table),
        wasm.read(table),
        CONTRACT.read(table),
        STRICT.read(table),
        new About(DESCRIPTION.read(table), LICENCE.read(table), HOMEPAGE.read(table)));
  }

  private void write(ObjectNode table, Connector connector) {
    NAME.write(table, connector.name());
    VERSION.write(table, connector.version());
    KIND.write(table, connector.kind());
    wasm.write(table, connector.wasm());
    CONTRACT.write(table, connector.contract());
    STRICT.write(table, connector.strict());
    DESCRIPTION.write(table, connector.about().description());
    LICENCE.write(table, connector.about().licence());
    HOMEPAGE.write(table, connector.about().homepage());
  }

  private Path component(String text) {
    Path path;
    try {
      path = folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path: " + e.getReason(), e);
    }
    if (text.isBlank() || !Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "must be a file, relative to the manifest; there is none at " + path);
    }
    return path;
  }

  private String relative(Path component) {
    // Between roots of file systems there is no relative path.
    Path shown =
        folder.getRoot().equals(component.getRoot()) ? folder.relativize(component) : component;
    return shown.toString().replace(shown.getFileSystem().getSeparator(), "/");
  }

  private static Map<String, ConnectorKind> kinds() {
    Map<String, ConnectorKind> kinds = new LinkedHashMap<>();
    kinds.put("source", ConnectorKind.SOURCE);
    kinds.put("destination", ConnectorKind.DESTINATION);
    kinds.put("both", ConnectorKind.BOTH);
    return kinds;
  }
}
