package dev.witloof.benchmarks;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadedConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;

/** A whole guest: a component that {@code guests/} builds, with table {@code numbers}. */
public enum Guest {
  RUST("Rust", "rust-source.wasm", Optional.empty()),
  GO("Go", "go-stub-source.wasm", Optional.empty()),
  QUICKJS("QuickJS", "js-qjs-stub-source.wasm", Optional.empty()),
  PYTHON("Python", "python-stub-source.wasm", Optional.empty()),
  STARLINGMONKEY("StarlingMonkey", "js-full-source.wasm", Optional.of("js/connector.toml"));

  /** The system property that names the folder with the components. */
  static final String FOLDER = "witloof.benchmarks.guests";

  /** Batches in the table, of 100 rows each. */
  static final int BATCHES = 10;

  private static final Path GUESTS = Path.of("guests");

  private final String label;
  private final String component;
  private final Optional<String> manifest;

  Guest(String label, String component, Optional<String> manifest) {
    this.label = label;
    this.component = component;
    this.manifest = manifest;
  }

  String label() {
    return label;
  }

  /** Where the component lies; {@link IllegalStateException} with what to do if it is not there. */
  Path file() {
    Path built =
        Path.of(System.getProperty(FOLDER, GUESTS.resolve("out").toString())).resolve(component);
    if (Files.exists(built)) {
      return built;
    }
    Path committed = Path.of("conformance-tests/src/test/resources/guests").resolve(component);
    if (Files.exists(committed)) {
      return committed;
    }
    throw new IllegalStateException(
        "no " + built + ": build it (guests/README.md), or name the folder by WITLOOF_GUESTS");
  }

  byte[] bytes() {
    try {
      return Files.readAllBytes(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads it with all that its manifest asks for. */
  LoadedConnector load(ConnectorRuntime runtime) {
    if (manifest.isEmpty()) {
      return runtime.load(file(), Grants.none());
    }
    ConnectorManifest read = manifest(GUESTS.resolve(manifest.get()));
    Grants all = Grants.builder().all(read.capabilities()).build();
    return runtime.load(read, bytes(), LoadOptions.of(all));
  }

  /** The manifest, with the component where it lies here. */
  private ConnectorManifest manifest(Path file) {
    try {
      Path copy = Files.createTempFile("connector", ".toml");
      try {
        String wasm = Matcher.quoteReplacement("wasm = \"" + file().toAbsolutePath() + "\"");
        Files.writeString(copy, Files.readString(file).replaceFirst("(?m)^wasm = .*$", wasm));
        return ConnectorManifest.read(copy);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
