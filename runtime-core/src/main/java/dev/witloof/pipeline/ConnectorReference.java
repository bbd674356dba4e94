package dev.witloof.pipeline;

import java.nio.file.Path;

/** Which connector a pipeline means. */
public sealed interface ConnectorReference {

  /**
   * A manifest, or a bare {@code .wasm} component.
   *
   * @param path absolute path of a file that was there when the pipeline was read
   */
  record OfFile(Path path) implements ConnectorReference {
    /** Whether it is a component without a manifest. */
    public boolean isComponent() {
      return path.toString().endsWith(".wasm");
    }
  }

  /** A native connector, by the name it is registered under. */
  record OfName(String name) implements ConnectorReference {}
}
