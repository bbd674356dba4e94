package dev.witloof.runtime;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.trust.ConnectorSignature;
import dev.witloof.runtime.trust.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A connector as its author ships it: each file is read once, and these bytes are hashed, checked
 * and run.
 *
 * @param fromAuthor whether the manifest is the author's; false for a bare component
 * @param digest of {@code wasm}
 * @param manifestSha256 digest of the bytes that the manifest was read from; empty when it was not
 * @param signature what lies beside the manifest, genuine or not
 */
record ConnectorFiles(
    ConnectorManifest manifest,
    byte[] wasm,
    boolean fromAuthor,
    ComponentDigest digest,
    Optional<String> manifestSha256,
    Optional<ConnectorSignature> signature) {
  private static final int MAX_COMPONENT = 256 << 20;
  private static final String WASM = ".wasm";

  /** Digest of {@code wasm}. */
  String componentSha256() {
    return digest.sha256();
  }

  ConnectorIdentity identity() {
    return new ConnectorIdentity(
        manifest.name(),
        fromAuthor ? Optional.of(manifest.version()) : Optional.empty(),
        componentSha256());
  }

  /** A connector that is in memory. */
  static ConnectorFiles of(ConnectorManifest manifest, byte[] wasm, boolean fromAuthor) {
    return new ConnectorFiles(
        manifest, wasm, fromAuthor, new ComponentDigest(wasm), Optional.empty(), Optional.empty());
  }

  static ConnectorFiles read(Path manifestOrWasm) {
    String file = manifestOrWasm.getFileName().toString();
    if (file.endsWith(WASM)) {
      String name = file.substring(0, file.length() - WASM.length());
      return of(bare(name, manifestOrWasm), readComponent(manifestOrWasm), false);
    }
    byte[] content = ConfigReader.content(manifestOrWasm);
    ConnectorManifest manifest = ConnectorManifest.read(manifestOrWasm, content);
    byte[] wasm = readComponent(manifest.wasm());
    return new ConnectorFiles(
        manifest,
        wasm,
        true,
        new ComponentDigest(wasm),
        Optional.of(Digests.sha256(content)),
        ConnectorSignature.of(manifestOrWasm));
  }

  private static byte[] readComponent(Path file) {
    try {
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_COMPONENT + 1);
      }
      if (bytes.length > MAX_COMPONENT) {
        throw new IOException(
            "component %s has more than %d bytes, the most that are read"
                .formatted(file, MAX_COMPONENT));
      }
      return bytes;
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
