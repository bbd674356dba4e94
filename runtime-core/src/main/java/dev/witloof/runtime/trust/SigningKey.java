package dev.witloof.runtime.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * A publisher's key pair, kept in two files: the private key, PKCS #8 in PEM, for its owner alone;
 * and beside it, with {@code .pub} at the end of its name, the text of the {@link PublisherKey}.
 */
public final class SigningKey {
  private static final String ALGORITHM = "Ed25519";
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final int LONGEST_FILE = 10_000;

  private final PrivateKey secret;
  private final PublisherKey publisher;

  private SigningKey(PrivateKey secret, PublisherKey publisher) {
    this.secret = secret;
    this.publisher = publisher;
  }

  /**
   * Makes a key pair and its two files.
   *
   * @throws UncheckedIOException when a file exists already or cannot be written
   */
  public static SigningKey create(Path file) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      PublisherKey publisher = PublisherKey.of(pair.getPublic());
      String pem =
          BEGIN
              + "\n"
              + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
              + "\n"
              + END
              + "\n";
      writeNew(file, pem, true);
      writePublic(file, publisher);
      return new SigningKey(pair.getPrivate(), publisher);
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException("there is a file " + e.getFile() + " already", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the key " + file + ": " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /** Without it the private key would be of no use, and in the way of the next. */
  private static void writePublic(Path file, PublisherKey publisher) throws IOException {
    try {
      writeNew(publicFile(file), publisher + "\n", false);
    } catch (IOException failure) {
      Files.delete(file);
      throw failure;
    }
  }

  /**
   * Reads a key pair.
   *
   * @throws UncheckedIOException when a file cannot be read
   * @throws IllegalArgumentException when they are no key pair
   */
  public static SigningKey read(Path file) {
    try {
      String encoded = text(file).replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
      PrivateKey secret =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
      return withPublicHalf(secret, file);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no key " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the key " + file + ": " + e.getMessage(), e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s and %s must be the halves of an Ed25519 key as 'witloof sign --new-key' makes them"
              .formatted(file, publicFile(file).getFileName()),
          e);
    }
  }

  private static SigningKey withPublicHalf(PrivateKey secret, Path file) throws IOException {
    SigningKey key = new SigningKey(secret, new PublisherKey(text(publicFile(file))));
    byte[] probe = {1};
    if (!key.publisher.verifies(probe, key.sign(probe))) {
      throw new IllegalArgumentException("it is not the public half of the private key");
    }
    return key;
  }

  /** By which its signatures are known. */
  public PublisherKey publisher() {
    return publisher;
  }

  byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(secret);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of Ed25519 signs whatever it is given", e);
    }
  }

  private static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LONGEST_FILE) {
      throw new IllegalArgumentException(file + " is too long to be a key");
    }
    return Files.readString(file);
  }

  private static void writeNew(Path file, String text, boolean secret) throws IOException {
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        secret && isPosix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      channel.write(StandardCharsets.US_ASCII.encode(text));
    }
  }
}
