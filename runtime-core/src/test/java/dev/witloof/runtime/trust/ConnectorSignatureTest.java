package dev.witloof.runtime.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ConnectorSignatureTest {
  private static final String MANIFEST = Digests.sha256(new byte[] {1});
  private static final String COMPONENT = Digests.sha256(new byte[] {2});

  @TempDir Path folder;

  @Test
  void isForOneManifestWithOneComponent() {
    SigningKey key = SigningKey.create(folder.resolve("key"));
    ConnectorSignature signature = ConnectorSignature.sign(key, MANIFEST, COMPONENT);
    assertTrue(signature.isFor(MANIFEST, COMPONENT));
    assertFalse(signature.isFor(COMPONENT, MANIFEST));
    assertFalse(signature.isFor(MANIFEST, MANIFEST));
    SigningKey other = SigningKey.create(folder.resolve("other"));
    assertFalse(
        new ConnectorSignature(other.publisher(), signature.ed25519()).isFor(MANIFEST, COMPONENT));
    assertFalse(new ConnectorSignature(key.publisher(), "AAAA").isFor(MANIFEST, COMPONENT));
  }

  @Test
  void liesBesideTheManifest() throws IOException {
    Path manifest = folder.resolve("logging.toml");
    assertEquals(Optional.empty(), ConnectorSignature.of(manifest));
    ConnectorSignature signature =
        ConnectorSignature.sign(SigningKey.create(folder.resolve("key")), MANIFEST, COMPONENT);
    assertEquals(folder.resolve("logging.sig"), signature.write(manifest));
    assertEquals(Optional.of(signature), ConnectorSignature.of(manifest));
    Files.writeString(folder.resolve("logging.sig"), "[signature]\nkey = \"x\"\n");
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> ConnectorSignature.of(manifest));
    assertEquals(2, wrong.problems().size(), wrong.getMessage());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aKeyIsKeptForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("key");
    SigningKey made = SigningKey.create(file);
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    assertEquals(made.publisher(), SigningKey.read(file).publisher());
    assertThrows(UncheckedIOException.class, () -> SigningKey.create(file));
  }

  @Test
  void aKeyThatCannotBeMadeLeavesTheOldHalfAlone() throws IOException {
    Path file = folder.resolve("key");
    SigningKey made = SigningKey.create(file);
    Path half = folder.resolve("key.pub");
    Files.delete(half);
    assertThrows(UncheckedIOException.class, () -> SigningKey.create(file));
    assertFalse(Files.exists(half), "another key's half");

    Files.writeString(half, made.publisher().text());
    Files.delete(file);
    assertThrows(UncheckedIOException.class, () -> SigningKey.create(file));
    assertFalse(Files.exists(file), "half a pair");
    assertEquals(made.publisher().text(), Files.readString(half));
  }

  @Test
  void whatIsNoKeyIsNamed() throws IOException {
    Path file = folder.resolve("key");
    SigningKey.create(file);
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n????\n-----END PRIVATE KEY-----\n");
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> SigningKey.read(file));
    assertTrue(none.getMessage().startsWith(file + " and key.pub"), none.getMessage());
  }

  @Test
  void halvesOfDifferentPairsAreNoKey() throws IOException {
    SigningKey.create(folder.resolve("key"));
    SigningKey other = SigningKey.create(folder.resolve("other"));
    Files.writeString(folder.resolve("key.pub"), other.publisher().text());
    assertThrows(IllegalArgumentException.class, () -> SigningKey.read(folder.resolve("key")));
    Files.writeString(folder.resolve("key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
    assertThrows(IllegalArgumentException.class, () -> SigningKey.read(folder.resolve("key")));
    assertThrows(UncheckedIOException.class, () -> SigningKey.read(folder.resolve("none")));
  }
}
