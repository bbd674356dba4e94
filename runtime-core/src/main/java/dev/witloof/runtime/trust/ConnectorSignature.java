package dev.witloof.runtime.trust;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.TomlWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * A publisher's word for a manifest and its component: {@code connector.sig} beside {@code
 * connector.toml}, in TOML. What is signed are the digests of both files, so that neither can be
 * changed, and of no other pair. Immutable.
 *
 * <pre>
 * [signature]
 * key = "MCowBQYDK2VwAyEA…"
 * ed25519 = "…"
 * </pre>
 *
 * @param key the publisher's; whether anybody trusts it is another question
 */
public record ConnectorSignature(PublisherKey key, String ed25519) {
  private static final String TABLE = "signature";
  private static final String KEY = "key";
  private static final String VALUE = "ed25519";

  /** Signs the digests of a manifest and of its component. */
  public static ConnectorSignature sign(
      SigningKey key, String manifestSha256, String componentSha256) {
    byte[] signature = key.sign(message(manifestSha256, componentSha256));
    return new ConnectorSignature(key.publisher(), Base64.getEncoder().encodeToString(signature));
  }

  /** Where the signature of a manifest is. */
  public static Path fileFor(Path manifest) {
    String name = manifest.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return manifest.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".sig");
  }

  /**
   * Reads the signature of a manifest; empty when there is no such file.
   *
   * @throws dev.witloof.connector.config.ConfigException when it is none
   */
  public static Optional<ConnectorSignature> of(Path manifest) {
    Path file = fileFor(manifest);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    ConfigTable root = ConfigReader.toml(file.toString(), ConfigReader.text(file));
    ConfigTable table = root.requireTable(TABLE);
    PublisherKey key = table.require(KEY, PublisherKey::new);
    String value = table.require(VALUE, ConnectorSignature::base64);
    return Optional.of(root.finish(() -> new ConnectorSignature(key, value)));
  }

  /** Whether it is the key's signature of these digests. */
  public boolean isFor(String manifestSha256, String componentSha256) {
    return key.verifies(
        message(manifestSha256, componentSha256), Base64.getDecoder().decode(ed25519));
  }

  /**
   * Writes it beside a manifest, in place of the one that is there.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  public Path write(Path manifest) {
    Path file = fileFor(manifest);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject(TABLE).put(KEY, key.text()).put(VALUE, ed25519);
    try {
      return Files.writeString(file, TomlWriter.write(root));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** The first line keeps the signature from being taken for one of something else. */
  private static byte[] message(String manifestSha256, String componentSha256) {
    return ("witloof connector signature 1\nmanifest "
            + Digests.require(manifestSha256)
            + "\ncomponent "
            + Digests.require(componentSha256)
            + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be a signature in base64", e);
    }
  }
}
