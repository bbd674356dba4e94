package dev.witloof.runtime;

import dev.witloof.connector.ConnectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens connectors by what a user calls them: a manifest ({@code .toml}, {@code .json}), a bare
 * component ({@code .wasm}), or the name of a native connector on the class path. Nobody downstream
 * needs to know which it was.
 */
public final class Connectors {
  private final ConnectorRuntime runtime;
  private final List<ConnectorProvider> natives;

  /** Wasm connectors load in {@code runtime}; native ones come from the class path. */
  public Connectors(ConnectorRuntime runtime) {
    this(runtime, ConnectorProvider.installed());
  }

  Connectors(ConnectorRuntime runtime, List<ConnectorProvider> natives) {
    this.runtime = runtime;
    this.natives = natives;
  }

  /** Whether a specification names a file rather than a native connector. */
  public static boolean isFile(String spec) {
    return spec.endsWith(".toml") || spec.endsWith(".json") || spec.endsWith(".wasm");
  }

  /**
   * Opens a connector.
   *
   * @param spec a manifest, a component or a native name
   * @param folder what a relative path is relative to, in {@code spec} and in the settings of a
   *     native connector
   * @param options for wasm connectors; native ones are code of the host and take none
   * @throws LoadRefused when a wasm connector is refused
   * @throws UnknownConnector when there is nothing of that name
   */
  public Connector open(String spec, Path folder, LoadOptions options) {
    if (isFile(spec)) {
      return runtime.load(existing(spec, folder), options);
    }
    return natives.stream()
        .filter(provider -> provider.name().equals(spec))
        .findFirst()
        .map(provider -> new NativeConnector(provider, folder))
        .orElseThrow(() -> unknownNative(spec));
  }

  /**
   * Reports on a wasm connector, refused or not.
   *
   * @throws UnknownConnector when {@code spec} is no file of a connector
   */
  public LoadReport inspect(String spec, Path folder, LoadOptions options) {
    if (!isFile(spec)) {
      open(spec, folder, options).close();
      throw new UnknownConnector(
          "'" + spec + "' is a native connector: code of the host, with nothing to inspect");
    }
    return runtime.inspect(existing(spec, folder), options);
  }

  private static Path existing(String spec, Path folder) {
    Path file = folder.resolve(spec);
    if (!Files.isRegularFile(file)) {
      throw new UnknownConnector(
          "there is no file "
              + file
              + "; name a manifest (.toml, .json) or a component (.wasm) that exists");
    }
    return file;
  }

  private UnknownConnector unknownNative(String spec) {
    return new UnknownConnector(
        "there is no native connector '%s'; there are: %s. A file must end in .toml, .json or .wasm"
            .formatted(
                spec,
                natives.isEmpty()
                    ? "none"
                    : String.join(", ", natives.stream().map(ConnectorProvider::name).toList())));
  }
}
