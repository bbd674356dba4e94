package dev.witloof.runtime;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.runtime.event.ConnectorIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A connector as its author ships it.
 *
 * @param fromAuthor whether the manifest is the author's; false for a bare component
 */
record ConnectorFiles(ConnectorManifest manifest, byte[] wasm, boolean fromAuthor) {
  private static final long MAX_COMPONENT = 256L << 20;
  private static final String WASM = ".wasm";

  ConnectorIdentity identity() {
    return new ConnectorIdentity(
        manifest.name(),
        fromAuthor ? Optional.of(manifest.version()) : Optional.empty(),
        HexFormat.of().formatHex(sha256().digest(wasm)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static ConnectorFiles read(Path manifestOrWasm) {
    String file = manifestOrWasm.getFileName().toString();
    if (file.endsWith(WASM)) {
      String name = file.substring(0, file.length() - WASM.length());
      return new ConnectorFiles(bare(name, manifestOrWasm), readComponent(manifestOrWasm), false);
    }
    ConnectorManifest manifest = ConnectorManifest.read(manifestOrWasm);
    return new ConnectorFiles(manifest, readComponent(manifest.wasm()), true);
  }

  private static byte[] readComponent(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_COMPONENT) {
        throw new IOException(
            "component %s has %d bytes; at most %d are read".formatted(file, size, MAX_COMPONENT));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no component " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read component " + file + ": " + e.getMessage(), e);
    }
  }

  /** A manifest for a component that came without one: it asks for nothing. */
  private static ConnectorManifest bare(String name, Path wasm) {
    return ConnectorManifest.of(name, "0.0.0", ConnectorKind.BOTH, wasm.toAbsolutePath());
  }
}
