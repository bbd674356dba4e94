package dev.witloof.runtime.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The public key by which a publisher's signatures are known: Ed25519 (RFC 8032), as text the
 * base64 of its SubjectPublicKeyInfo, which is what {@code openssl pkey -pubout} prints between its
 * lines. Immutable; equal keys have the same text.
 */
public record PublisherKey(String text) {
  private static final String ALGORITHM = "Ed25519";

  /**
   * @throws IllegalArgumentException when it is no such key
   */
  public PublisherKey {
    text = Base64.getEncoder().encodeToString(decoded(text).getEncoded());
  }

  static PublisherKey of(PublicKey key) {
    return new PublisherKey(Base64.getEncoder().encodeToString(key.getEncoded()));
  }

  /** Whether a signature of a message was made with the private half of this key. */
  boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(decoded(text));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // The signature is not even of the right form.
      return false;
    }
  }

  private static PublicKey decoded(String text) {
    try {
      byte[] encoded = Base64.getDecoder().decode(text.strip());
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
      if (key instanceof EdECPublicKey) {
        return key;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be a public key of Ed25519 in base64, as 'witloof sign --new-key' prints it", e);
    }
    throw new IllegalArgumentException("must be a public key of Ed25519");
  }

  @Override
  public String toString() {
    return text;
  }
}
