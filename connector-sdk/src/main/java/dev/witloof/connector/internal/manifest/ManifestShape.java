package dev.witloof.connector.internal.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.ConfigSchema;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.ConnectorManifest.Limits;
import dev.witloof.connector.Determinism;
import dev.witloof.connector.Effects;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Key;
import dev.witloof.connector.config.shape.Keys;
import dev.witloof.connector.config.shape.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole manifest that is in some folder; see {@link ConnectorManifest}. */
final class ManifestShape {
  private static final Key<Capabilities> CAPABILITIES =
      Keys.table("capabilities", CapabilitiesShape.SHAPE);
  private static final Key<Limits> LIMITS = Keys.table("limits", LimitsShape.SHAPE);
  private static final Key<Optional<Effects>> EFFECTS =
      Keys.table("effects", DeclarationShapes.EFFECTS);
  private static final Key<Optional<Determinism>> DETERMINISM =
      Keys.table("determinism", DeclarationShapes.DETERMINISM);

  private final Key<ConnectorShape.Connector> connector;

  private ManifestShape(Path folder) {
    connector = Keys.requiredTable("connector", ConnectorShape.in(folder));
  }

  /**
   * @param folder what the path of the component is relative to
   */
  static Shape<ConnectorManifest> in(Path folder) {
    ManifestShape shape = new ManifestShape(folder);
    return new Shape<>(
        "What a connector is and what it asks for.",
        List.of(shape.connector, ConfigShape.KEY, CAPABILITIES, LIMITS, EFFECTS, DETERMINISM),
        Map.of(),
        shape::read,
        shape::write);
  }

  private ConnectorManifest read(ConfigTable root) {
    ConnectorShape.Connector read = connector.read(root);
    ConfigSchema config = ConfigShape.KEY.read(root);
    Capabilities capabilities = CAPABILITIES.read(root);
    Limits limits = LIMITS.read(root);
    Optional<Effects> effects = EFFECTS.read(root);
    Optional<Determinism> determinism = DETERMINISM.read(root);
    determinism.ifPresent(
        declared ->
            DeclarationShapes.checkNeeds(root.table(DETERMINISM.name()), declared, capabilities));
    return root.finish(
        () ->
            new ConnectorManifest(
                read.name(),
                read.version(),
                read.kind(),
                read.wasm(),
                read.contract(),
                read.strict(),
                read.about(),
                config,
                capabilities,
                limits,
                effects,
                determinism));
  }

  private void write(ObjectNode root, ConnectorManifest manifest) {
    connector.write(
        root,
        new ConnectorShape.Connector(
            manifest.name(),
            manifest.version(),
            manifest.kind(),
            manifest.wasm(),
            manifest.contract(),
            manifest.strict(),
            manifest.about()));
    ConfigShape.KEY.write(root, manifest.config());
    CAPABILITIES.write(root, manifest.capabilities());
    LIMITS.write(root, manifest.limits());
    EFFECTS.write(root, manifest.effects());
    DETERMINISM.write(root, manifest.determinism());
  }
}
